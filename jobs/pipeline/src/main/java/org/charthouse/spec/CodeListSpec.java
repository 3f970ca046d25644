package org.charthouse.spec;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.charthouse.error.Place;
import org.jspecify.annotations.Nullable;

/**
 * {@code conf/codes/<list>.yaml}: a list of codes that somebody publishes, and the editions of it that the house has.
 *
 * @param list its name, by which rules and tables know it
 * @param title what it is, for people
 * @param system URI or name of the code system of its codes
 * @param publisher who publishes it, and where
 * @param notice whose it is and what may be done with it
 * @param layouts how its files are read, by name
 * @param examples codes by which worked rows of rules are judged, by column; no data are judged by them
 * @param editions by the day from which they hold, the oldest first
 * @param place where it stands
 */
public record CodeListSpec(
        String list,
        String title,
        String system,
        String publisher,
        String notice,
        Map<String, CodeLayout> layouts,
        List<Map<String, String>> examples,
        List<Edition> editions,
        Place place) {

    /** The folder of code lists. */
    public static final String FOLDER = "conf/codes/";

    /**
     * What held from one day to another.
     *
     * @param edition its name, such as the fiscal year
     * @param layout how its files are read
     * @param from first day on which it holds
     * @param isComplete whether a code that is not in it does not exist; otherwise it is a fragment of what is published, in
     *     the words of FHIR's CodeSystem.content
     * @param until last day on which it holds; empty for the day before the next one's first, if there is a next one
     * @param files one or more
     * @param place where it stands
     */
    public record Edition(
            String edition,
            String layout,
            boolean isComplete,
            LocalDate from,
            Optional<LocalDate> until,
            List<Source> files,
            Place place) {

        /** All of it but the place where it stands. */
        @Override
        public String toString() {
            return List.of(edition, layout, isComplete, from, until, files).toString();
        }
    }

    /**
     * A file of an edition.
     *
     * @param file its name as stated: a path from {@code conf/codes}, unless it starts at the root
     * @param path where it lies
     * @param member which files of a zip archive are meant, with {@code *} for any characters; empty for the only one
     * @param sha256 its checksum, 64 hexadecimal digits
     * @param values what its lines do not say, by column: such as the edit whose codes it lists
     */
    public record Source(String file, Path path, Optional<String> member, String sha256, Map<String, String> values) {

        @Override
        public String toString() {
            return file + " " + member + " " + sha256 + " " + new TreeMap<>(values);
        }
    }

    /** All that its codes follow from, as text; where it stands is no part of it. */
    public String definition() {
        List<Object> parts = List.of(list, title, system, new TreeMap<>(layouts), editions);
        return parts.toString();
    }

    /** The last day on which an edition holds; empty where no end is known. */
    public Optional<LocalDate> lastDayOf(Edition edition) {
        Optional<LocalDate> next = editions.stream()
                .map(Edition::from)
                .filter(from -> from.isAfter(edition.from()))
                .min(Comparator.naturalOrder())
                .map(from -> from.minusDays(1));
        return edition.until()
                .filter(end -> next.isEmpty() || end.isBefore(next.get()))
                .or(() -> next);
    }

    static CodeListSpec read(Section file, Path folder) {
        Map<String, CodeLayout> layouts = new LinkedHashMap<>();
        Section sections = file.requiredSection("layouts");
        sections.keys()
                .forEach(name -> sections.section(name).ifPresent(each -> layouts.put(name, CodeLayout.read(each))));
        if (layouts.isEmpty() && file.has("layouts")) {
            file.wrong("layouts", "at least one layout is expected here");
        }
        CodeListSpec spec = new CodeListSpec(
                file.text("code-list"),
                file.text("title"),
                file.text("system"),
                file.text("publisher"),
                file.text("notice"),
                Map.copyOf(layouts),
                file.sections("examples").stream().map(CodeListSpec::example).toList(),
                file.list("editions", section -> edition(section, layouts, folder)).stream()
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(Edition::from))
                        .toList(),
                Place.of(file.file()));
        Set<LocalDate> days = new HashSet<>();
        spec.editions.stream()
                .map(Edition::from)
                .filter(day -> !days.add(day))
                .forEach(day -> file.wrong("editions", "two editions hold from " + day));
        file.end();
        return spec;
    }

    private static @Nullable Edition edition(Section section, Map<String, CodeLayout> layouts, Path folder) {
        String first = layouts.keySet().stream().findFirst().orElse("");
        String layout = section.optionalText("layout").orElse(first);
        if (!layouts.containsKey(layout)) {
            section.unknown("Unknown layout '" + layout + "'", "layout", layout, layouts.keySet());
        }
        String edition = section.text("edition");
        boolean isComplete = section.optionalWord("content", List.of("complete", "fragment"))
                .map("complete"::equals)
                .orElse(true);
        Optional<LocalDate> from = day(section, "effective-from");
        Optional<LocalDate> until = day(section, "effective-until");
        List<Source> files = section.list("files", file -> source(file, folder));
        if (!section.has("effective-from")) {
            section.missing("effective-from");
        }
        if (files.isEmpty()) {
            section.missing("files");
        }
        if (from.isPresent() && until.filter(end -> end.isBefore(from.get())).isPresent()) {
            section.wrong("effective-until", "it is before 'effective-from'");
        }
        return from.map(day -> new Edition(edition, layout, isComplete, day, until, files, section.place("edition")))
                .orElse(null);
    }

    private static Map<String, String> example(Section section) {
        Map<String, String> values = new LinkedHashMap<>();
        section.text("code");
        day(section, "effective_from");
        day(section, "effective_until");
        section.keys().forEach(name -> values.put(name, section.text(name)));
        return Map.copyOf(values);
    }

    private static Source source(Section section, Path folder) {
        String file = section.text("file");
        Map<String, String> values = new LinkedHashMap<>();
        section.section("values").ifPresent(given -> {
            given.keys().forEach(name -> values.put(name, given.text(name)));
            given.end();
        });
        Source source = new Source(
                file, folder.resolve(file), section.optionalText("member"), section.text("sha256"), Map.copyOf(values));
        if (!source.sha256.isEmpty() && !source.sha256.matches("[0-9a-f]{64}")) {
            section.wrong(
                    "sha256",
                    "64 hexadecimal digits in small letters are expected here; 'charthouse codes try' tells them");
        }
        return source;
    }

    private static Optional<LocalDate> day(Section section, String key) {
        try {
            return section.optionalText(key).map(LocalDate::parse);
        } catch (DateTimeException e) {
            section.wrong(key, "a date as 2026-10-01 is expected here");
            return Optional.empty();
        }
    }
}
