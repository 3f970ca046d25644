package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.charthouse.app.WorkImport;
import org.charthouse.app.WorkLines;
import org.charthouse.app.WorkList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code charthouse dq work import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in a work list that was exported and filled in: columns state (open, accepted, done), owner, expires_on, note.",
            "All of it or nothing; what is wrong is told by line. Lines with another state leave the state as it is."
        })
final class DqWorkImport implements Callable<Integer> {

    @Mixin
    private WorkDecision decision = new WorkDecision();

    @Parameters(paramLabel = "FILE", description = "A CSV file as 'dq work export' writes it.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private Path file;

    @Override
    public Integer call() {
        return decision.make("import", list -> of(list).count(), list -> of(list).make());
    }

    private WorkImport of(WorkList list) {
        return new WorkImport(list, WorkLines.read(file, list.asOf()));
    }
}
