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

/** Records of files that are read whole, because a record may have more than one line. */
final class WholeFiles {

    private WholeFiles() {}

    private record WholeFile(Numbered numbered, String path, CsvForm form, boolean isDocument)
            implements Serializable {}

    /** Rows as {@link Lines#SCHEMA} has them; a task reads files one after another, as many as make a split. */
    static JavaRDD<Row> read(JavaSparkContext context, List<Source> sources, int splitMegabytes) {
        List<ArrayList<WholeFile>> tasks = new ArrayList<>();
        long room = 0;
        for (Source source : sources) {
            if (tasks.isEmpty() || source.bytes() > room) {
                tasks.add(new ArrayList<>());
                room = splitMegabytes * 1024L * 1024L;
            }
            tasks.get(tasks.size() - 1)
                    .add(new WholeFile(
                            source.numbered(),
                            source.file().toAbsolutePath().toString(),
                            source.csv().orElse(CsvForm.USUAL),
                            source.isDocument()));
            room -= source.bytes();
        }
        return context.parallelize(tasks, tasks.size()).flatMap(List::iterator).flatMap(WholeFiles::records);
    }

    private static Iterator<Row> records(WholeFile file) {
        byte[] bytes = bytes(Path.of(file.path));
        if (file.isDocument) {
            return DocumentRecords.of(file.numbered.fileNo(), bytes);
        }
        LineText decoder = new LineText(file.numbered.encoding());
        return new QuotedRecords(bytes, file.form)
                .spans().stream()
                        .filter(span -> !(file.numbered.hasHeader() && span.start() == 0))
                        .map(span -> row(file, decoder.of(bytes, span.start(), span.end() - span.start()), span))
                        .filter(row -> !row.getString(2).isBlank())
                        .iterator();
    }

    private static Row row(WholeFile file, LineText.Decoded text, QuotedRecords.Span span) {
        return RowFactory.create(file.numbered.fileNo(), (long) span.start(), text.text(), text.isDecoded(), null);
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
