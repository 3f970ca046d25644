package org.charthouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.fhir.CompiledView;
import org.charthouse.key.PrivateFolder;

/** The rows of a view as one file: CSV, NDJSON or Parquet, as its name ends; collections stand in CSV as JSON. */
final class ViewOutput {
    private static final List<String> ENDINGS = List.of(".csv", ".ndjson", ".parquet");

    private final CompiledView view;

    ViewOutput(CompiledView view) {
        this.view = view;
    }

    /** Refuses a name whose ending says nothing. */
    static void check(Path file) {
        if (ENDINGS.stream().noneMatch(file.toString()::endsWith)) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "The output has no known ending",
                            Place.of(file.toString()),
                            "the ending says what is written",
                            "use .csv, .ndjson or .parquet"));
        }
    }

    void write(Dataset<Row> rows, Path file) throws IOException {
        if (file.toString().endsWith(".parquet")) {
            parquet(rows, file);
            return;
        }
        ClosedFile.write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            if (file.toString().endsWith(".csv")) {
                csv(rows, writer);
            } else {
                ndjson(rows, writer);
            }
            writer.flush();
        });
    }

    private void ndjson(Dataset<Row> rows, Writer writer) throws IOException {
        ViewRows json = new ViewRows(view);
        for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); ) {
            writer.append(json.row(all.next()).toString()).append('\n');
        }
    }

    private void csv(Dataset<Row> rows, Writer writer) throws IOException {
        ViewRows json = new ViewRows(view);
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(rows.columns()).get();
        CSVPrinter printer = new CSVPrinter(writer, format);
        for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); ) {
            ObjectNode row = json.row(all.next());
            List<Object> values = new ArrayList<>();
            row.forEach(value -> values.add(cell(value)));
            printer.printRecord(values);
        }
        printer.flush();
    }

    private static String cell(JsonNode value) {
        return value.isNull() ? "" : value.isContainerNode() ? value.toString() : value.asText();
    }

    /** Spark writes folders; the one file that it makes is taken out. */
    private static void parquet(Dataset<Row> rows, Path file) throws IOException {
        Path folder = ClosedFile.part(file);
        try {
            FileUtils.deleteDirectory(folder.toFile());
            PrivateFolder.make(folder);
            Path written = folder.resolve("rows");
            rows.coalesce(1).write().parquet(written.toUri().toString());
            try (Stream<Path> parts = Files.list(written)) {
                Path part = parts.filter(each -> each.toString().endsWith(".parquet"))
                        .findFirst()
                        .orElseThrow();
                ClosedFile.put(part, file);
            }
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }
}
