package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.dq.WorkItem;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.terminology.list.SheetText;

/**
 * The lines of a work list in CSV, checked as far as they tell by themselves. Problems name lines and never quote what stands
 * in them: it may be the key of a person's row.
 *
 * @param file as the user names it
 * @param lines in order
 */
public record WorkLines(String file, List<Line> lines) {

    /** States that a person gives; lines with another leave the state as it is. */
    static final List<String> DECIDED = List.of(WorkItem.OPEN, WorkItem.ACCEPTED, WorkItem.DONE);

    private static final List<String> KEY = List.of("table", "rule", "source", "row");
    private static final List<String> NEEDED = List.of("table", "rule", "source", "row", "state");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    /**
     * A line.
     *
     * @param number 1-based, of the line on which it ends
     * @param key the values of {@link WorkItem#KEY}
     */
    record Line(
            int number,
            List<String> key,
            String state,
            Optional<String> owner,
            Optional<String> note,
            Optional<LocalDate> expiresOn) {}

    /**
     * Reads a file.
     *
     * @param asOf exceptions may end on this date or later
     * @throws UserError with all that is wrong
     */
    public static WorkLines read(Path file, LocalDate asOf) {
        Reading reading = new Reading(file.toString(), asOf);
        try (CSVParser parser = CSVParser.parse(SheetText.read(file), FORMAT)) {
            if (reading.header(parser.getHeaderNames())) {
                for (CSVRecord values : parser) {
                    reading.line(values, (int) parser.getCurrentLineNumber());
                }
            }
        } catch (CharacterCodingException | UncheckedIOException | IllegalArgumentException e) {
            reading.problem(0, "it cannot be read as CSV in UTF-8", "export the list anew, and fill in that");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!reading.problems.isEmpty()) {
            throw new UserError(ExitCode.INPUT, reading.problems);
        }
        return new WorkLines(file.toString(), List.copyOf(reading.lines));
    }

    private static final class Reading {

        private final String file;
        private final LocalDate asOf;
        private final List<Line> lines = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<List<String>> keys = new HashSet<>();

        Reading(String file, LocalDate asOf) {
            this.file = file;
            this.asOf = asOf;
        }

        boolean header(List<String> header) {
            NEEDED.stream()
                    .filter(column -> !header.contains(column))
                    .forEach(column -> problem(1, "there is no column '" + column + "'", "put it back"));
            for (int i = 0; i < header.size(); i++) {
                if (!WorkFile.HEADER.contains(header.get(i))) {
                    String known = String.join(", ", WorkFile.HEADER);
                    problem(1, "column " + (i + 1) + " has an unknown name", "known are: " + known);
                }
            }
            return problems.isEmpty();
        }

        void line(CSVRecord values, int number) {
            if (!values.isConsistent()) {
                problem(number, "it has another number of values than the header", "correct commas and quotes");
                return;
            }
            List<String> key = KEY.stream()
                    .map(column -> SheetText.plain(values.get(column)))
                    .toList();
            if (!keys.add(key)) {
                problem(number, "a line before it is about the same row and rule", "keep one of them");
            }
            String state = values.get("state").strip();
            if (!WorkList.STATES.contains(state)) {
                problem(number, "its state is none", "say open, accepted or done");
            }
            Optional<String> note = text(values, "note");
            Optional<LocalDate> expiresOn = date(text(values, "expires_on"), number);
            expiresOn
                    .filter(date -> state.equals(WorkItem.ACCEPTED) && date.isBefore(asOf))
                    .ifPresent(date -> problem(
                            number,
                            "'expires_on' is before " + asOf + ", the date of the results",
                            "name a later one"));
            decided(state, note, text(values, "expires_on"), number);
            lines.add(new Line(number, key, state, text(values, "owner"), note, expiresOn));
        }

        private void decided(String state, Optional<String> note, Optional<String> expires, int number) {
            if (state.equals(WorkItem.ACCEPTED)) {
                if (expires.isEmpty()) {
                    problem(number, "an accepted exception has no 'expires_on'", "say up to which date it holds");
                }
                if (note.isEmpty()) {
                    problem(number, "an accepted exception has no 'note'", "say why it is accepted");
                }
            } else if (DECIDED.contains(state) && expires.isPresent()) {
                problem(number, "only an accepted exception has 'expires_on'", "take it away, or say accepted");
            }
        }

        private Optional<LocalDate> date(Optional<String> text, int number) {
            try {
                return text.map(LocalDate::parse);
            } catch (DateTimeParseException e) {
                problem(number, "'expires_on' is no date", "write it as 2026-01-31");
                return Optional.empty();
            }
        }

        private static Optional<String> text(CSVRecord values, String column) {
            return Stream.of(column)
                    .filter(values::isMapped)
                    .map(values::get)
                    .map(value -> SheetText.plain(value).strip())
                    .filter(text -> !text.isEmpty())
                    .findFirst();
        }

        void problem(int number, String reason, String cure) {
            problems.add(new Problem("Work list cannot be taken in", new Place(file, number, null), reason, cure));
        }
    }
}
