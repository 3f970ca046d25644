/**
 * What is done to a lake between runs: going back to an earlier state, keeping it small, copying it away and back.
 *
 * <p>It must not know what tables mean, nor jobs beyond their entries in a manifest. Whatever changes a table here ends
 * with a manifest that names the new version, in one commit; ended before that, the state in force is what it was, and
 * doing the same again comes to the same end. Nothing here asks a clock which files are needed: manifests say so.
 */
@NullMarked
package org.charthouse.lake.upkeep;

import org.jspecify.annotations.NullMarked;
