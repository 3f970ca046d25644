package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.app.ReviewDecisions;
import org.charthouse.app.ReviewDecisions.Word;
import org.charthouse.app.ReviewFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse identity review import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in pairs that were exported and decided: column decision (link, unlink, defer, undo, or nothing), until, note.",
            "All of it or nothing; what is wrong is told by line."
        })
final class ReviewImport implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(paramLabel = "FILE", description = "A CSV file as 'identity review export' writes it.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private Path file;

    @Option(names = "--dry-run", description = "Check the file and count, and write nothing.")
    private boolean isDry;

    @Override
    public Integer call() {
        List<Word> words = ReviewFile.read(file);
        House house = options.house();
        ReviewDecisions decisions = new ReviewDecisions(house, house.lake());
        if (isDry) {
            decisions.check(words);
            System.out.println(words.size() + " decisions would be written down");
        } else if (words.isEmpty()) {
            System.out.println("No line has a decision");
        } else {
            decisions.make("identity review import", words);
            System.out.println(words.size() + " decisions written down; the next run links by them");
        }
        return 0;
    }
}
