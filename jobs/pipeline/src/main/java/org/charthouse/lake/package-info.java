/**
 * The lake: Delta tables at paths, one session, one writer, one manifest.
 *
 * <p>The only package that touches {@code io.delta} and Catalyst plans. It knows contracts, not what tables mean: no
 * clinical word belongs here. Tables are {@code <lake>/<zone>/<table>}; there is no metastore, because a folder that can
 * be copied is easier to trust than a service that must be asked.
 */
@NullMarked
package org.charthouse.lake;

import org.jspecify.annotations.NullMarked;
