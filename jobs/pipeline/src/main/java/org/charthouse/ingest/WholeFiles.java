package org.charthouse.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.ingest.Lines.Numbered;
import org.charthouse.ingest.Lines.Source;
import org.charthouse.spec.CsvForm;

/** Records of CSV files that are read whole, because a record may have more than one line. */
final class WholeFiles {

    private WholeFiles() {}

    private record WholeFile(Numbered numbered, String path, CsvForm form) implements Serializable {}

    /** Rows as {@link Lines#SCHEMA} has them; one task per file. */
    static JavaRDD<Row> read(JavaSparkContext context, List<Source> sources) {
        List<WholeFile> files = sources.stream()
                .map(source -> new WholeFile(
                        source.numbered(),
                        source.file().toAbsolutePath().toString(),
                        source.csv().orElseThrow()))
                .toList();
        return context.parallelize(new ArrayList<>(files), files.size()).flatMap(WholeFiles::records);
    }

    private static Iterator<Row> records(WholeFile file) {
        byte[] bytes = bytes(Path.of(file.path));
        LineText decoder = new LineText(file.numbered.encoding());
        return new QuotedRecords(bytes, file.form)
                .spans().stream()
                        .filter(span -> !(file.numbered.hasHeader() && span.start() == 0))
                        .map(span -> row(file, decoder.of(bytes, span.start(), span.end() - span.start()), span))
                        .filter(row -> !row.getString(2).isBlank())
                        .iterator();
    }

    private static Row row(WholeFile file, LineText.Decoded text, QuotedRecords.Span span) {
        return RowFactory.create(file.numbered.fileNo(), (long) span.start(), text.text(), text.isDecoded());
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
