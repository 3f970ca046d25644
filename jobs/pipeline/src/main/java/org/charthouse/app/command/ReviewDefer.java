package org.charthouse.app.command;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.identity.Decisions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse identity review defer}. */
@Command(
        name = "defer",
        mixinStandardHelpOptions = true,
        description = "Leaves a pair out of the list up to a date, as when an answer is waited for.")
final class ReviewDefer implements Callable<Integer> {

    @Mixin
    private ReviewDecision decision = new ReviewDecision();

    @Option(
            names = "--until",
            required = true,
            paramLabel = "YYYY-MM-DD",
            description = "The last date, of those that runs stand for, on which it is not shown.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private LocalDate until;

    @Override
    public Integer call() {
        return decision.make("defer", Decisions.DEFERRED, Optional.of(until));
    }
}
