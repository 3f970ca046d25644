package org.charthouse.app.command;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.app.WorkChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq work accept}. */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = {
            "Accepts items as exceptions up to a date: they no longer make their rule fail, nor the gate, at the next run.",
            "When a run stands for a later date they count again."
        })
final class DqWorkAccept implements Callable<Integer> {

    @Mixin
    private WorkDecision decision = new WorkDecision();

    @Mixin
    private WorkOptions which = new WorkOptions();

    @Option(
            names = "--until",
            required = true,
            paramLabel = "YYYY-MM-DD",
            description = "The last date, of those that runs stand for, on which they do not count.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private LocalDate until;

    @Option(
            names = "--note",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it is kept with each item. Never a patient's name or number.")
    private String note = "";

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for it.")
    private @Nullable String owner;

    @Override
    public Integer call() {
        return decision.make("accept", which, WorkChange.accept(Optional.ofNullable(owner), note, until));
    }
}
