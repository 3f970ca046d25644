package org.charthouse.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.charthouse.report.Answer.Column;

/**
 * The files of one report: {@code <report>.html} and {@code <report>/<nn>-<title>.csv}. Each appears whole or not at
 * all. The page is written last, so that a page with a stamp means that its CSV files are of the same stamp.
 */
final class ReportFolder {

    /** UTF-8, RFC 4180; absent values are empty, as the text values that are empty are not: they have quotes. */
    private static final CSVFormat CSV = CSVFormat.RFC4180;

    private final Path reports;
    private final String report;

    ReportFolder(Path reports, String report) {
        this.reports = reports;
        this.report = report;
    }

    Path page() {
        return reports.resolve(report + ".html");
    }

    /** Whether the page with this stamp, and these CSV files, are there. */
    boolean holds(String stamp, List<String> csvNames) {
        try {
            return Files.exists(page())
                    && Files.readString(page()).contains("content=\"" + stamp + "\"")
                    && csvNames.stream().allMatch(name -> Files.exists(folder().resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeCsv(String name, Answer answer) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, CSV)) {
            csv.printRecord(answer.columns().stream().map(Column::name));
            csv.printRecords(answer.rows());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(folder().resolve(name), text.toString());
    }

    void writePage(String html) {
        write(page(), html);
    }

    /** Takes away the CSV files of sections that the report no longer has. */
    void keepOnly(List<String> csvNames) {
        Set<String> kept = new HashSet<>(csvNames);
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("\\d\\d-.*\\.csv") && !kept.contains(name)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        return reports.resolve(report);
    }

    private static void write(Path file, String text) {
        try {
            Path folder = Files.createDirectories(file.resolveSibling(".").normalize());
            Path whole = folder.resolve("." + file.getFileName() + ".part");
            Files.writeString(whole, text, StandardCharsets.UTF_8);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
