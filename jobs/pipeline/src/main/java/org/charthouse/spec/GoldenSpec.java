package org.charthouse.spec;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Survivorship, {@code conf/identity/golden_record.yaml}: which record of a person gives which value of the golden record.
 *
 * @param trusted source systems, the most trusted first
 * @param attributes in order; no column is of two
 */
public record GoldenSpec(List<String> trusted, List<Attribute> attributes) {

    /**
     * Columns that come from one record together.
     *
     * @param attribute as it is called where provenance is told
     * @param columns of {@code core.patient} and of the golden record
     * @param by what decides where records differ, first things first
     */
    public record Attribute(String attribute, List<String> columns, List<By> by) implements Serializable {}

    /** What decides. */
    public enum By {
        /** The most trusted source. */
        TRUSTED,
        /** What most records say. */
        FREQUENT,
        /** The latest version of a record. */
        RECENT,
        /** Most columns, then the longest text. */
        COMPLETE
    }

    static GoldenSpec read(Section file) {
        GoldenSpec spec = new GoldenSpec(file.texts("trusted"), file.list("attributes", GoldenSpec::attribute));
        if (spec.attributes().isEmpty()) {
            file.wrong("attributes", "there are none");
        }
        once(file, spec.attributes().stream().map(Attribute::attribute));
        once(file, spec.attributes().stream().flatMap(each -> each.columns().stream()));
        file.end();
        return spec;
    }

    private static Attribute attribute(Section section) {
        List<String> words = Stream.of(By.values())
                .map(by -> by.name().toLowerCase(Locale.ROOT))
                .toList();
        List<String> columns = section.texts("columns");
        List<String> by = section.texts("by");
        if (columns.isEmpty()) {
            section.missing("columns");
        }
        by.stream().filter(word -> !words.contains(word)).forEach(word -> section.unknown("word", "by", word, words));
        return new Attribute(
                section.text("attribute"),
                columns,
                by.stream()
                        .filter(words::contains)
                        .map(word -> By.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList());
    }

    private static void once(Section file, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name))
                .distinct()
                .forEach(name -> file.wrong("attributes", "'" + name + "' is there twice"));
    }
}
