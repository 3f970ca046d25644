package org.charthouse.measure;

import java.io.Serializable;
import java.util.List;
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
    private final String[] classes;

    /** @param classes of encounters that are taken for visits without CPT; none for the official meaning */
    MeasureHandle(MeasureArchive archive, int evaluation, List<String> classes) {
        this.archive = archive;
        this.evaluation = evaluation;
        this.classes = classes.toArray(String[]::new);
    }

    /** The measures, compiled. */
    MeasureSet set() {
        return Objects.requireNonNull(COMPILED.computeIfAbsent(
                archive.hash() + " " + evaluation + List.of(classes),
                unknown -> MeasureSet.of(archive.content(), archive.wanted(), evaluation, List.of(classes))));
    }

    int evaluation() {
        return evaluation;
    }
}
