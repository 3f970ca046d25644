package org.charthouse.app.command;

import java.io.PrintStream;
import java.util.List;
import org.charthouse.measure.MeasureSet;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.elm.ElmProblem;

/** What is told of measures that cannot be counted, or not as they were meant. */
final class MeasureNotes {

    private MeasureNotes() {}

    /** The measures that are refused, each with place, reason and cure. */
    static void refused(MeasureSet set, PrintStream out) {
        set.refused().forEach((name, problem) -> out.println("Refused: " + name + block(problem)));
    }

    private static String block(ElmProblem problem) {
        String place = problem.place().isEmpty() ? "" : "\n  at:     " + problem.place();
        return place + "\n  reason: " + problem.getMessage() + "\n  cure:   " + problem.cure();
    }

    /** The caveats of measures. */
    static void caveats(MeasureSet set, List<MeasureDefinition> measures, PrintStream out) {
        for (MeasureDefinition measure : measures) {
            List<String> caveats = set.caveats(measure);
            if (!caveats.isEmpty()) {
                out.println("To be known of " + measure.name() + ":");
                caveats.forEach(caveat -> out.println("  " + caveat));
            }
        }
    }
}
