package org.charthouse.feed.proposal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** How much the name of a column looks like that of a column of the extract, by letters and by other words for it. */
final class NameLikeness {

    private static final String WORDS = "words.txt";
    private static final double SYNONYM = 0.95;
    private static final double LETTERS = 0.75;

    private final Map<String, Set<String>> words = new TreeMap<>();
    private final JaroWinklerSimilarity letters = new JaroWinklerSimilarity();

    NameLikeness() {
        try (InputStream in = Objects.requireNonNull(NameLikeness.class.getResourceAsStream(WORDS));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && line.contains(":"))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] parts = line.split(":", 2);
        words.put(parts[0].strip(), new HashSet<>(Arrays.asList(parts[1].strip().split("\\s+"))));
    }

    /** From 0 (nothing in common) to 1 (the same). */
    double of(String source, String table, String column) {
        String name = plain(source);
        String bare = plain(column.startsWith(table + "_") ? column.substring(table.length() + 1) : column);
        if (name.equals(plain(column)) || name.equals(plain(table) + bare)) {
            return 1;
        }
        Set<String> known = words.getOrDefault(column, Set.of());
        Set<String> here = words.getOrDefault(table + "." + column, Set.of());
        if (name.equals(bare) || known.contains(name) || here.contains(name)) {
            return SYNONYM;
        }
        double like = letters.apply(name, plain(column));
        return like > SYNONYM ? like * LETTERS : 0;
    }

    /** Whether any of the columns may have that name. */
    boolean knows(String source, List<String> columns) {
        String name = plain(source);
        return columns.stream().anyMatch(column -> name.equals(plain(column)))
                || words.values().stream().anyMatch(each -> each.contains(name));
    }

    /** How much the name of a file looks like that of a table: the share of it that is a word for the table. */
    double ofTable(String stem, String table) {
        String name = plain(stem);
        int longest = Stream.concat(words.getOrDefault("table " + table, Set.of()).stream(), Stream.of(plain(table)))
                .filter(name::contains)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return (double) longest / Math.max(1, name.length());
    }

    /** Small letters and digits alone, umlauts without their dots. */
    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("[^a-z0-9]", "");
    }
}
