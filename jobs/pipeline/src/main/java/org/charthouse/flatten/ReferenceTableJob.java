package org.charthouse.flatten;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/** Loads one table of {@code conf/terminology}: UTF-8 CSV with a header; lines that start with # are notes. */
public final class ReferenceTableJob implements Job {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .get();

    private final TableDefinition table;
    private final String text;

    /**
     * A job.
     *
     * @param file the CSV
     */
    public ReferenceTableJob(TableDefinition table, Path file) {
        this.table = table;
        try {
            this.text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes columns that the contract has and the file has not. */
    public static void check(TableContract contract, Path file, Problems problems) {
        Place place = Place.of("conf/terminology/" + file.getFileName());
        try (CSVParser parser = CSVParser.parse(Files.readString(file), FORMAT)) {
            List<String> header = parser.getHeaderNames();
            contract.columnNames().stream()
                    .filter(name -> !header.contains(name))
                    .forEach(name -> problems.add(
                            "Missing column '" + name + "'",
                            place,
                            "the contract of " + contract.table() + " has it",
                            NearestWord.to(name, header)
                                    .map(near -> "did you mean '" + near + "'?")
                                    .orElse("add the column")));
            long width = header.size();
            for (CSVRecord record : parser) {
                if (record.size() != width) {
                    problems.add(
                            "Wrong number of values",
                            new Place(place.file(), (int) parser.getCurrentLineNumber(), null),
                            "the header has " + width + " columns, the line has " + record.size(),
                            "correct the line");
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            problems.add("Not readable as CSV", place, String.valueOf(e.getMessage()), "correct header and quotes");
        }
    }

    @Override
    public String name() {
        return table.table().toString();
    }

    @Override
    public Stage stage() {
        return Stage.FLATTEN;
    }

    @Override
    public Set<TableName> inputs() {
        return Set.of();
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(table.table());
    }

    @Override
    public String definition() {
        return text + table;
    }

    @Override
    public JobReport run(JobContext context) {
        StructType texts = new StructType();
        for (String name : table.schema().fieldNames()) {
            texts = texts.add(name, DataTypes.StringType);
        }
        Dataset<Row> rows = context.session()
                .createDataFrame(rows(), texts)
                .coalesce(1)
                .sortWithinPartitions(
                        table.key().stream().map(key -> col(key)).toArray(org.apache.spark.sql.Column[]::new));
        return JobReport.loaded(context.writer().replace(table, rows));
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            for (CSVRecord record : parser) {
                Object[] values = new Object[table.schema().size()];
                for (int i = 0; i < values.length; i++) {
                    String value = record.get(table.schema().fieldNames()[i]);
                    values[i] = value.isEmpty() ? null : value;
                }
                rows.add(RowFactory.create(values));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
