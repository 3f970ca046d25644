package org.charthouse.measure;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.charthouse.measure.content.MeasureArchive;

/**
 * Measures as they travel to executors: the files they are made of. They are compiled once in each process, not once for each
 * task.
 */
final class MeasureHandle implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Map<String, MeasureSet> COMPILED = new ConcurrentHashMap<>();

    private final MeasureArchive archive;
    private final int evaluation;

    MeasureHandle(MeasureArchive archive, int evaluation) {
        this.archive = archive;
        this.evaluation = evaluation;
    }

    /** The measures, compiled. */
    MeasureSet set() {
        return Objects.requireNonNull(COMPILED.computeIfAbsent(
                archive.hash() + " " + evaluation,
                unknown -> MeasureSet.of(archive.content(), archive.wanted(), evaluation)));
    }

    int evaluation() {
        return evaluation;
    }
}
