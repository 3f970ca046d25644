package org.charthouse.app;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.charthouse.app.ReviewDecisions.Word;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.identity.Decisions;
import org.charthouse.terminology.list.SheetText;

/**
 * Pairs to be decided as a CSV file (UTF-8, RFC 4180), to be filled in elsewhere and taken in again. Problems name lines and never
 * quote what stands in them.
 */
public final class ReviewFile {

    private static final List<String> HEADER =
            List.of("a", "b", "records", "likely", "reason", "compared", "decision", "until", "note");

    private static final List<String> NEEDED = List.of("a", "b", "decision");

    /** What a person writes, as the commands are called. */
    private static final Map<String, String> WORDS = Map.of(
            "link", Decisions.LINKED,
            "unlink", Decisions.PARTED,
            "defer", Decisions.DEFERRED,
            "undo", Decisions.UNDONE);

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    private ReviewFile() {}

    /** Refuses a file that is there, unless it may be written over. */
    public static void check(Path file, boolean force) {
        ClosedFile.check(file, force);
    }

    /**
     * Writes pairs into a file for its owner alone; who decides fills in the last three columns.
     *
     * @param pairs as {@link ReviewQueue#pairs} has them
     */
    public static void write(Path file, List<Row> pairs) throws IOException {
        ClosedFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
            printer.printRecord(HEADER);
            for (Row pair : pairs) {
                printer.printRecord(
                        SheetText.guarded(pair.getAs("a")),
                        SheetText.guarded(pair.getAs("b")),
                        String.valueOf(pair.<Object>getAs("records")),
                        String.format(Locale.ROOT, "%.4f", pair.<Double>getAs("score")),
                        pair.<String>getAs("reason"),
                        pair.<String>getAs("comparison"),
                        "",
                        "",
                        "");
            }
            printer.flush();
        });
    }

    /**
     * Reads what was decided; lines without a decision are passed over.
     *
     * @throws UserError with all that is wrong
     */
    public static List<Word> read(Path file) {
        Reading reading = new Reading(file.toString());
        try (CSVParser parser = CSVParser.parse(SheetText.read(file), FORMAT)) {
            NEEDED.stream()
                    .filter(column -> !parser.getHeaderNames().contains(column))
                    .forEach(column -> reading.problem(1, "there is no column '" + column + "'", "put it back"));
            if (reading.problems.isEmpty()) {
                for (CSVRecord line : parser) {
                    reading.line(line, (int) parser.getCurrentLineNumber());
                }
            }
        } catch (CharacterCodingException | UncheckedIOException | IllegalArgumentException e) {
            reading.problem(0, "it cannot be read as CSV in UTF-8", "export the pairs anew, and fill in that");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!reading.problems.isEmpty()) {
            throw new UserError(ExitCode.INPUT, reading.problems);
        }
        return reading.words;
    }

    private static final class Reading {

        private final String file;
        private final List<Word> words = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<List<RecordName>> pairs = new HashSet<>();

        Reading(String file) {
            this.file = file;
        }

        void line(CSVRecord line, int number) {
            if (!line.isConsistent()) {
                problem(number, "it has another number of values than the header", "correct commas and quotes");
                return;
            }
            String said = text(line, "decision").orElse("").toLowerCase(Locale.ROOT);
            if (said.isEmpty()) {
                return;
            }
            String decision = WORDS.get(said);
            if (decision == null) {
                problem(number, "its decision is none", "say link, unlink, defer or undo, or nothing");
                return;
            }
            Optional<LocalDate> until = date(text(line, "until"), number);
            if (decision.equals(Decisions.DEFERRED) && text(line, "until").isEmpty()) {
                problem(number, "a deferred pair has no 'until'", "say up to which date it is not shown");
            }
            try {
                Word word = new Word(
                        RecordName.of(SheetText.plain(line.get("a"))),
                        RecordName.of(SheetText.plain(line.get("b"))),
                        decision,
                        text(line, "note"),
                        decision.equals(Decisions.DEFERRED) ? until : Optional.empty());
                if (!pairs.add(List.of(word.a(), word.b()))) {
                    problem(number, "a line before it is about the same pair", "keep one of them");
                }
                words.add(word);
            } catch (UserError e) {
                problem(number, "it does not name two records as SOURCE/ID", "leave both as they were exported");
            }
        }

        private Optional<LocalDate> date(Optional<String> text, int number) {
            try {
                return text.map(LocalDate::parse);
            } catch (DateTimeParseException e) {
                problem(number, "'until' is no date", "write it as 2026-01-31");
                return Optional.empty();
            }
        }

        private static Optional<String> text(CSVRecord line, String column) {
            return line.isMapped(column)
                    ? Optional.of(SheetText.plain(line.get(column)).strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        }

        void problem(int number, String reason, String cure) {
            problems.add(new Problem("Decisions cannot be taken in", new Place(file, number, null), reason, cure));
        }
    }
}
