package org.charthouse.app.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.app.RecordName;
import org.charthouse.app.ReviewDecisions;
import org.charthouse.app.ReviewDecisions.Word;
import org.charthouse.app.ReviewQueue;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.identity.Decisions;
import org.charthouse.lake.Lake;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse identity review split}. */
@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        description = "Says that a record is of another person than all others of its person.")
final class ReviewSplit implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(paramLabel = "RECORD", description = "SOURCE/ID of the record.")
    private String record = "";

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "Why; it is kept with the decisions. Never a patient's name or number.")
    private @Nullable String note;

    @Override
    public Integer call() {
        House house = options.house();
        Lake lake = house.lake();
        ReviewQueue queue = new ReviewQueue(house, lake);
        RecordName name = RecordName.of(record);
        List<Word> words = queue.person(name).map(queue::records).orElse(List.of()).stream()
                .filter(other -> !other.equals(name))
                .map(other -> new Word(name, other, Decisions.PARTED, Optional.ofNullable(note), Optional.empty()))
                .toList();
        if (words.isEmpty()) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "There is nothing to split",
                            null,
                            "no such record is of a person with others",
                            "name a record that 'identity review show' shows with company"));
        }
        new ReviewDecisions(house, lake).make("identity review split", words);
        System.out.println("Parted from " + words.size() + " records; the next run links by it");
        return 0;
    }
}
