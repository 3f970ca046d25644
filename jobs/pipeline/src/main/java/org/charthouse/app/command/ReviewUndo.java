package org.charthouse.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.identity.Decisions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse identity review undo}. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = "Takes back what was said of two records; other decisions stay.")
final class ReviewUndo implements Callable<Integer> {

    @Mixin
    private ReviewDecision decision = new ReviewDecision();

    @Override
    public Integer call() {
        return decision.make("undo", Decisions.UNDONE, Optional.empty());
    }
}
