package org.charthouse.app.command;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.charthouse.app.House;
import org.charthouse.app.RecordName;
import org.charthouse.app.ReviewDecisions;
import org.charthouse.app.ReviewDecisions.Word;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands have in common that decide about a pair. */
final class ReviewDecision {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(index = "0", paramLabel = "RECORD", description = "SOURCE/ID of a record, as 'list' shows it.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "RECORD", description = "SOURCE/ID of the other.")
    private String second = "";

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "Why; it is kept with the decision. Never a patient's name or number.")
    private @Nullable String note;

    int make(String command, String decision, Optional<LocalDate> until) {
        House house = options.house();
        Word word = new Word(RecordName.of(first), RecordName.of(second), decision, Optional.ofNullable(note), until);
        new ReviewDecisions(house, house.lake()).make("identity review " + command, List.of(word));
        System.out.println(until.isPresent() ? "Deferred" : "Written down; the next run links by it");
        return 0;
    }
}
