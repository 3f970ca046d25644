package org.charthouse.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.app.WorkChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq work reopen}. */
@Command(
        name = "reopen",
        mixinStandardHelpOptions = true,
        description =
                "Says that items are to be worked on after all; an accepted exception counts again from the next run on.")
final class DqWorkReopen implements Callable<Integer> {

    @Mixin
    private WorkDecision decision = new WorkDecision();

    @Mixin
    private WorkOptions which = new WorkOptions();

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "Why; it is kept with each item. Never a patient's name or number.")
    private @Nullable String note;

    @Override
    public Integer call() {
        return decision.make("reopen", which, WorkChange.reopen(Optional.ofNullable(note)));
    }
}
