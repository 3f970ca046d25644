/**
 * What is closed to others: folders and files of one owner, and master keys of encryption at rest: where they are kept, and
 * how data keys are wrapped by them.
 *
 * <p>Knows files and ciphers, not Spark, Parquet or any table: what holds keys should be short enough to be read whole. A
 * key never leaves this package; what leaves it is wrapped. Another keeper of keys (a key management service) is a class
 * that implements {@link org.charthouse.key.KeyProvider}.
 */
@NullMarked
package org.charthouse.key;

import org.jspecify.annotations.NullMarked;
