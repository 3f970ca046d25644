package org.charthouse.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.identity.Decisions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse identity review unlink}. */
@Command(name = "unlink", mixinStandardHelpOptions = true, description = "Says that two records are of two persons.")
final class ReviewUnlink implements Callable<Integer> {

    @Mixin
    private ReviewDecision decision = new ReviewDecision();

    @Override
    public Integer call() {
        return decision.make("unlink", Decisions.PARTED, Optional.empty());
    }
}
