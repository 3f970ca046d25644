package org.charthouse.app.command;

import java.util.concurrent.Callable;
import org.charthouse.app.WorkChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq work take}. */
@Command(
        name = "take",
        mixinStandardHelpOptions = true,
        description = "Says who works on items. What was reopened or has expired is open then.")
final class DqWorkTake implements Callable<Integer> {

    @Mixin
    private WorkDecision decision = new WorkDecision();

    @Mixin
    private WorkOptions which = new WorkOptions();

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who (default: ${DEFAULT-VALUE}).")
    private String owner = "";

    @Override
    public Integer call() {
        return decision.make("take", which, WorkChange.take(owner));
    }
}
