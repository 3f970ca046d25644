package org.charthouse.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.charthouse.synthetic.bulk.Rekeying;
import org.charthouse.synthetic.source.SyntheaRun;

/** What Synthea itself writes of one population, whole: a bulk export and CSV files, neither split nor spoilt. */
final class RawExport {

    private final Order order;
    private final Consumer<String> progress;

    RawExport(Order order, Consumer<String> progress) {
        this.order = order;
        this.progress = progress;
    }

    /**
     * Writes {@code landing/synthea_fhir} and {@code landing/synthea_csv}.
     *
     * @param copies how often each person is in the bulk export, every time under other ids, numbers and a name of its own
     */
    void run(int copies) {
        Path work = order.out().resolve("work");
        String day = order.schedule().first().toString();
        SyntheaRun run = new SyntheaRun(
                order.people(), order.seed(), order.schedule().first().minusDays(1), work.resolve("synthea"), true);
        run.execute(progress);
        Path fhir = order.out().resolve("landing/synthea_fhir").resolve(day);
        Path csv = order.out().resolve("landing/synthea_csv").resolve(day);
        try {
            Files.createDirectories(fhir);
            Files.createDirectories(csv.getParent());
            Files.move(run.directory().resolve("csv"), csv);
            for (Path file : sorted(run.directory().resolve("fhir"))) {
                progress.accept("Writing " + file.getFileName() + (copies > 1 ? ", " + copies + " times" : ""));
                Rekeying.write(file, fhir, copies);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Generation.delete(work);
        progress.accept("Done: " + order.people() * (long) copies + " people alive in " + fhir);
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
        }
    }
}
