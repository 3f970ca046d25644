package org.charthouse.terminology;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.terminology.list.CsvTable;
import org.charthouse.terminology.unit.Results;
import org.charthouse.terminology.unit.UnitTables;

/**
 * Everything that normalises codes and results.
 *
 * @param codes brings codes to one form
 * @param results brings results to canonical units
 * @param definition the text of all lists: what the outcome depends on besides the data
 */
public record Terminology(CodeNormalizer codes, Results results, String definition) implements Serializable {

    /** Where the lists are. */
    public static final String FOLDER = "conf/terminology/";

    private static final String SYSTEMS = "normalize/code_system.csv";
    private static final String ALIASES = "normalize/unit_alias.csv";
    private static final String CANONICAL = "normalize/canonical_unit.csv";
    private static final String CONVERSIONS = "normalize/unit_conversion.csv";
    private static final String MAPPINGS = "mappings/";

    /**
     * Reads the lists; whatever is wrong with them goes to the problems, and is left out.
     *
     * @param files by their path below {@value #FOLDER}
     */
    public static Terminology read(SortedMap<String, Path> files, Problems problems) {
        CodeSystems systems =
                CodeSystems.read(table(files, SYSTEMS, List.of("uri", "code_format", "aliases"), problems), problems);
        CodeNormalizer codes = new CodeNormalizer(systems);
        StringBuilder text = new StringBuilder();
        files.forEach((name, file) -> {
            if (name.startsWith(MAPPINGS)) {
                codes.map(CsvTable.read(file, FOLDER + name, CodeNormalizer.MAPPING, problems), problems);
            }
            text.append(name).append('\n').append(text(file));
        });
        UnitTables units = UnitTables.read(
                table(files, ALIASES, UnitTables.ALIAS, problems),
                table(files, CANONICAL, UnitTables.CANONICAL, problems),
                table(files, CONVERSIONS, UnitTables.CONVERSION, problems),
                problems);
        return new Terminology(codes, new Results(units), text.toString());
    }

    /** As above, of lists that were checked. */
    public static Terminology read(SortedMap<String, Path> files) {
        Problems problems = new Problems();
        Terminology read = read(files, problems);
        problems.throwIfAny();
        return read;
    }

    private static CsvTable table(Map<String, Path> files, String name, List<String> columns, Problems problems) {
        Path file = files.get(name);
        if (file == null) {
            problems.add(
                    "A list is missing",
                    Place.of(FOLDER + name),
                    "codes and units are normalised by it",
                    "restore the file as it ships; it may have no lines but its header");
            return new CsvTable(List.of());
        }
        return CsvTable.read(file, FOLDER + name, columns, problems);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Short, as it is printed in plans. */
    @Override
    public String toString() {
        return "terminology";
    }
}
