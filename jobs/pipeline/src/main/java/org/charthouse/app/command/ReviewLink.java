package org.charthouse.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.identity.Decisions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse identity review link}. */
@Command(name = "link", mixinStandardHelpOptions = true, description = "Says that two records are of one person.")
final class ReviewLink implements Callable<Integer> {

    @Mixin
    private ReviewDecision decision = new ReviewDecision();

    @Override
    public Integer call() {
        return decision.make("link", Decisions.LINKED, Optional.empty());
    }
}
