package org.charthouse.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the valid word that a user most likely meant. */
public final class NearestWord {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private NearestWord() {}

    /** The nearest of the valid words, if it is near enough to be a slip: at most half of the letters differ. */
    public static Optional<String> to(String given, Collection<String> valid) {
        return valid.stream()
                .filter(word -> DISTANCE.apply(given, word) <= Math.max(given.length(), word.length()) / 2)
                .min(Comparator.comparing((String word) -> DISTANCE.apply(given, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A cure for an unknown word: the nearest valid one, or all of them. */
    public static String cure(String given, Collection<String> valid) {
        return to(given, valid)
                .map(word -> "did you mean '" + word + "'?")
                .orElseGet(() -> valid.isEmpty()
                        ? "remove it"
                        : "use one of: "
                                + String.join(", ", valid.stream().sorted().toList()));
    }
}
