/**
 * Jobs, their order, and what became of them: the frame in which every stage runs.
 *
 * <p>It must not know what any job does. A job declares its inputs and outputs; order, skipping, parallel work, the run
 * log and the manifest follow from that. Stages talk through tables only.
 */
@NullMarked
package org.charthouse.pipeline;

import org.jspecify.annotations.NullMarked;
