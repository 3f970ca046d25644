/**
 * Tables are held against their contracts; results, and the rows behind them, are tables themselves.
 *
 * <p>It judges and never changes: a row that breaks a rule stays where it is. Structure comes from the contracts;
 * whatever has a threshold belongs under {@code conf/rules}.
 */
@NullMarked
package org.charthouse.dq;

import org.jspecify.annotations.NullMarked;
