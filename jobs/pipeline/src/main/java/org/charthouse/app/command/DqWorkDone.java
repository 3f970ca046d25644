package org.charthouse.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.app.WorkChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq work done}. */
@Command(
        name = "done",
        mixinStandardHelpOptions = true,
        description =
                "Says that items are mended at the source. A later run shows it: what still breaks its rule then is reopened.")
final class DqWorkDone implements Callable<Integer> {

    @Mixin
    private WorkDecision decision = new WorkDecision();

    @Mixin
    private WorkOptions which = new WorkOptions();

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "How; it is kept with each item. Never a patient's name or number.")
    private @Nullable String note;

    @Override
    public Integer call() {
        return decision.make("done", which, WorkChange.done(Optional.ofNullable(note)));
    }
}
