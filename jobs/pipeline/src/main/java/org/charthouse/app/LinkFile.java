package org.charthouse.app;

import static org.apache.spark.sql.functions.col;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.identity.match.Linkage;
import org.charthouse.identity.match.Linker;
import org.charthouse.identity.match.Pair;
import org.charthouse.key.PrivateFolder;
import org.charthouse.spec.LinkSpec;

/**
 * Records of persons in a CSV file, and who is who among them.
 *
 * @param file the file
 * @param header its columns
 * @param ids the records
 */
public record LinkFile(Path file, List<String> header, SortedSet<String> ids) {

    private static final String ID = "record_id";

    /** What columns of such files are called in a model. */
    private static final Map<String, String> COLUMNS = Map.of(
            "date_of_birth", "birth_on",
            "birth_date", "birth_on",
            "dob", "birth_on",
            "sex", "sex_code",
            "gender", "sex_code",
            "address", "address_line",
            "zip", "postcode",
            "ssn", "national_id");

    private static final CSVFormat READ = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    private static final CSVFormat WRITTEN =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int SHOWN = 5;

    /**
     * Looks a file through before anything is started.
     *
     * @throws UserError if it cannot be read, has no records with an id each, or nothing that the model compares
     */
    public static LinkFile of(Path file, LinkSpec model) {
        Problems problems = new Problems();
        LinkFile read = new LinkFile(file, new ArrayList<>(), new TreeSet<>());
        try (CSVParser parser = READ.parse(text(file))) {
            read.header.addAll(parser.getHeaderNames());
            read.checkHeader(model, problems);
            problems.throwIfAny();
            for (CSVRecord record : parser) {
                read.check(record, new Place(file.toString(), (int) parser.getCurrentLineNumber(), null), problems);
                if (problems.sorted().size() >= SHOWN) {
                    problems.throwIfAny();
                }
            }
        } catch (NoSuchFileException e) {
            problems.add("No such file", Place.of(file.toString()), "nothing is there", "name a CSV file by --records");
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            problems.add(
                    "Records cannot be read",
                    Place.of(file.toString()),
                    reason(e),
                    "give a CSV file in UTF-8 with a header, and texts with commas in double quotes");
        }
        problems.throwIfAny();
        return read;
    }

    private static String reason(Exception e) {
        Throwable cause = e instanceof UncheckedIOException ? Objects.requireNonNullElse(e.getCause(), e) : e;
        return cause instanceof CharacterCodingException ? "it is not UTF-8" : String.valueOf(cause.getMessage());
    }

    private static Reader text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        BufferedReader text = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private void checkHeader(LinkSpec model, Problems problems) {
        Place place = Place.of(file.toString());
        if (!header.contains(ID)) {
            problems.add(
                    "There is no column '" + ID + "'", place, "it tells records apart", NearestWord.cure(ID, header));
        }
        if (compared(model).allMatch(column -> columns(column).isEmpty())) {
            problems.add(
                    "There is nothing to compare",
                    place,
                    "no column is known to the model",
                    "name columns " + compared(model).collect(Collectors.joining(", ")));
        }
        compared(model).map(this::columns).forEach(same -> {
            if (same.size() > 1) {
                problems.add(
                        "Columns that mean the same: " + String.join(", ", same),
                        place,
                        "a record would have two of them",
                        "keep one");
            }
        });
    }

    private void check(CSVRecord record, Place place, Problems problems) {
        if (record.size() != header.size()) {
            problems.add(
                    "Wrong number of values",
                    place,
                    "the header has " + header.size() + " columns, the line has " + record.size(),
                    "correct the line");
            return;
        }
        String id = record.get(ID);
        if (id.isBlank() || !ids.add(id)) {
            problems.add(
                    id.isBlank() ? "A record without " + ID : "A " + ID + " that was given before",
                    place,
                    "each record needs one of its own",
                    "number the records anew");
        }
    }

    private static Stream<String> compared(LinkSpec model) {
        return model.fields().stream().flatMap(field -> field.columns().stream());
    }

    private List<String> columns(String field) {
        return header.stream()
                .filter(column -> COLUMNS.getOrDefault(column, column).equals(field))
                .toList();
    }

    /** The records: column {@code record}, and those that the model names, as far as the file has them. */
    public Dataset<Row> records(SparkSession session, LinkSpec model) {
        Dataset<Row> given = session.read()
                .option("header", true)
                .option("multiLine", true)
                .option("escape", "\"")
                .option("mode", "FAILFAST")
                .csv(file.toUri().toString())
                .repartition(session.sparkContext().defaultParallelism());
        List<Column> columns = new ArrayList<>(List.of(col(ID).as("record")));
        compared(model)
                .forEach(name -> columns(name)
                        .forEach(column -> columns.add(col("`" + column + "`").as(name))));
        return given.select(columns.toArray(Column[]::new));
    }

    /** Writes a line for each record, sorted: {@code record_id,person_id}. */
    public void writePersons(Path out, Linkage linkage) throws IOException {
        ClosedFile.write(out, bytes -> {
            try (CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), WRITTEN)) {
                csv.printRecord(ID, "person_id");
                for (String id : ids) {
                    csv.printRecord(id, linkage.persons().getOrDefault(id, id));
                }
            }
        });
    }

    /** Writes a line for each pair that was compared: {@code a,b,score,decision}. */
    public static final class Pairs implements Linker.Compared, Closeable {

        private final Path file;
        private final CSVPrinter csv;

        /** Begins a file, which is there when it is closed. */
        public Pairs(Path file) throws IOException {
            this.file = file;
            Path part = ClosedFile.part(file);
            Files.deleteIfExists(part);
            csv = new CSVPrinter(
                    Files.newBufferedWriter(PrivateFolder.makeFile(part), StandardCharsets.UTF_8), WRITTEN);
            csv.printRecord("a", "b", "score", "decision");
        }

        @Override
        public void take(Linkage linkage, Pair pair) {
            try {
                csv.printRecord(
                        pair.a(),
                        pair.b(),
                        String.format(Locale.ROOT, "%.6f", pair.probability()),
                        linkage.decision(pair).name().toLowerCase(Locale.ROOT));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            csv.close();
            ClosedFile.put(ClosedFile.part(file), file);
        }
    }
}
