package org.charthouse.error;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects every problem of a configuration, so that all are told at once. Not safe for use by several threads. */
public final class Problems {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing((Problem p) -> file(p.place()))
            .thenComparing(p -> line(p.place()))
            .thenComparing(Problem::what);

    private final List<Problem> found = new ArrayList<>();

    public void add(String what, Place place, String reason, String cure) {
        found.add(new Problem(what, place, reason, cure));
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found, by file, line and text. */
    public List<Problem> sorted() {
        return found.stream().sorted(BY_PLACE).distinct().toList();
    }

    /** Ends the work with {@link ExitCode#CONFIGURATION} if anything was found. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new UserError(ExitCode.CONFIGURATION, sorted());
        }
    }

    private static String file(@Nullable Place place) {
        return place == null ? "" : place.file();
    }

    private static int line(@Nullable Place place) {
        return place == null ? 0 : place.line();
    }
}
