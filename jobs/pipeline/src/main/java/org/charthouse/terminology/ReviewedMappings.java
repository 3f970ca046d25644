package org.charthouse.terminology;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.charthouse.error.Problems;
import org.charthouse.terminology.list.CsvTable;

/**
 * A work list of codes that came back: its lines that have a normalised code become lines of a list of mappings, beside
 * those that are there.
 *
 * @param lines by column of {@link CodeNormalizer#MAPPING}, in order
 * @param added how many of them are new
 * @param open lines of the work list that nobody mapped yet
 */
public record ReviewedMappings(List<List<String>> lines, long added, long open) {

    private static final Comparator<List<String>> ORDER =
            Comparator.<List<String>, String>comparing(line -> line.get(0)).thenComparing(line -> line.get(1));

    /**
     * Reads a work list, and the list of mappings that it goes into.
     *
     * @param files all lists of the house, by their path below {@code conf/terminology}
     * @param into the list of mappings, which need not be there yet
     * @throws org.charthouse.error.UserError with all problems at once
     */
    public static ReviewedMappings of(Path work, SortedMap<String, Path> files, Path into) {
        Problems problems = new Problems();
        CsvTable table = CsvTable.read(work, String.valueOf(work.getFileName()), CodeNormalizer.MAPPING, problems);
        problems.throwIfAny();
        List<CsvTable.Line> mapped = table.lines().stream()
                .filter(line -> !line.text("normalized_code").isEmpty())
                .map(CsvTable.Line::plain)
                .toList();
        CodeNormalizer codes = Terminology.read(files).codes();
        codes.map(new CsvTable(mapped), problems);
        problems.throwIfAny();
        Map<List<String>, List<String>> all = new TreeMap<>(ORDER);
        if (Files.exists(into)) {
            CsvTable.read(into, String.valueOf(into.getFileName()), CodeNormalizer.MAPPING, problems)
                    .lines()
                    .forEach(line -> all.put(values(line), values(line)));
        }
        long before = all.size();
        mapped.forEach(line -> all.put(values(line), values(line)));
        return new ReviewedMappings(
                new ArrayList<>(all.values()),
                all.size() - before,
                table.lines().size() - mapped.size());
    }

    /** Writes the list of mappings, whole or not at all. */
    public void write(Path into) {
        Path half = into.resolveSibling(into.getFileName() + ".new");
        try {
            Files.createDirectories(into.toAbsolutePath().getParent());
            Files.writeString(half, text(), StandardCharsets.UTF_8);
            Files.move(half, into, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() throws IOException {
        StringWriter text = new StringWriter();
        text.append("# Reviewed mappings of codes, as 'charthouse codes map' took them in. May be edited.\n");
        try (CSVPrinter csv = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
            csv.printRecord(CodeNormalizer.MAPPING);
            for (List<String> line : lines) {
                csv.printRecord(line);
            }
        }
        return text.toString();
    }

    private static List<String> values(CsvTable.Line line) {
        return CodeNormalizer.MAPPING.stream().map(line::text).toList();
    }
}
