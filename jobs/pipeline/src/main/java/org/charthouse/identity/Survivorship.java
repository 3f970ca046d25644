package org.charthouse.identity;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.charthouse.identity.match.Words;
import org.charthouse.spec.GoldenSpec;
import org.charthouse.spec.GoldenSpec.Attribute;
import org.charthouse.spec.GoldenSpec.By;
import org.jspecify.annotations.Nullable;

/** Chooses the record of a person that gives an attribute, and says why. */
final class Survivorship implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<String> trusted;
    private final Words words;

    Survivorship(GoldenSpec spec, Words words) {
        this.trusted = new ArrayList<>(spec.trusted());
        this.words = words;
    }

    /**
     * What a record says of an attribute.
     *
     * @param version when the record was last changed at its source
     * @param values of the attribute's columns, in their order
     */
    record Said(String source, String id, Instant version, List<@Nullable Object> values) {}

    /**
     * The record that gives an attribute.
     *
     * @param because the only record, all agree, or what told it apart
     */
    record Survivor(Said said, String because) {}

    /** The survivor; null where no record says anything. */
    @Nullable
    Survivor of(Attribute attribute, List<Said> records) {
        List<Said> left = new ArrayList<>();
        for (Said record : records) {
            Said known = known(record);
            if (known.values().stream().anyMatch(Objects::nonNull)) {
                left.add(known);
            }
        }
        if (left.isEmpty()) {
            return null;
        }
        left.sort(Comparator.comparing(Said::source).thenComparing(Said::id));
        if (areAlike(left)) {
            return new Survivor(left.get(0), left.size() == 1 ? "the only record" : "all records agree");
        }
        for (By by : attribute.by()) {
            left = best(left, rank(by, left));
            if (areAlike(left)) {
                return new Survivor(left.get(0), because(by));
            }
        }
        return new Survivor(left.get(0), "the first record");
    }

    private static String because(By by) {
        return switch (by) {
            case TRUSTED -> "the most trusted source";
            case FREQUENT -> "most records say so";
            case RECENT -> "the latest version";
            case COMPLETE -> "the most complete";
        };
    }

    private ToLongFunction<Said> rank(By by, List<Said> among) {
        return switch (by) {
            case TRUSTED -> each -> trusted.contains(each.source()) ? -trusted.indexOf(each.source()) : -trusted.size();
            case FREQUENT ->
                each -> among.stream()
                        .filter(other -> plain(other).equals(plain(each)))
                        .count();
            case RECENT -> each -> each.version().toEpochMilli();
            case COMPLETE -> Survivorship::filled;
        };
    }

    /** Columns first, then letters, of which no record has so many. */
    private static long filled(Said said) {
        long columns = said.values().stream().filter(Objects::nonNull).count();
        return columns * Integer.MAX_VALUE + String.join("", plain(said)).length();
    }

    private static List<Said> best(List<Said> among, ToLongFunction<Said> rank) {
        long most = among.stream().mapToLong(rank).max().orElse(0);
        return among.stream().filter(each -> rank.applyAsLong(each) == most).toList();
    }

    private static boolean areAlike(List<Said> records) {
        return records.stream().map(Survivorship::plain).distinct().count() == 1;
    }

    /** Values without what says nothing. */
    private Said known(Said said) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object value : said.values()) {
            values.add(value == null || words.sayNothing(value.toString()) ? null : value);
        }
        return new Said(said.source(), said.id(), said.version(), values);
    }

    /** Without regard to case. */
    private static List<String> plain(Said said) {
        return said.values().stream()
                .map(value -> value == null ? "" : value.toString().strip().toUpperCase(Locale.ROOT))
                .toList();
    }
}
