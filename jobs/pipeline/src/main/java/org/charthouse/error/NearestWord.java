package org.charthouse.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the valid word that a user most likely meant. */
public final class NearestWord {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    /** A list of more words would bury the problem. */
    private static final int MOST_SHOWN = 60;

    private static final int NEAREST_SHOWN = 12;

    private NearestWord() {}

    /** The nearest of the valid words, if it is near enough to be a slip: at most half of the letters differ. */
    public static Optional<String> to(String given, Collection<String> valid) {
        return valid.stream()
                .filter(word -> DISTANCE.apply(given, word) <= Math.max(given.length(), word.length()) / 2)
                .min(nearestFirst(given));
    }

    /** A cure for an unknown word: the nearest valid one, else all of them, of very many those that come nearest. */
    public static String cure(String given, Collection<String> valid) {
        return to(given, valid)
                .map(word -> "did you mean '" + word + "'?")
                .orElseGet(() -> valid.isEmpty() ? "remove it" : choice(given, valid));
    }

    private static String choice(String given, Collection<String> valid) {
        boolean isShown = valid.size() <= MOST_SHOWN;
        List<String> shown = valid.stream()
                .sorted(nearestFirst(given))
                .limit(isShown ? valid.size() : NEAREST_SHOWN)
                .sorted()
                .toList();
        return (isShown ? "use one of: " : "use one of " + valid.size() + ", such as: ") + String.join(", ", shown);
    }

    private static Comparator<String> nearestFirst(String given) {
        return Comparator.comparing((String word) -> DISTANCE.apply(given, word))
                .thenComparing(Comparator.naturalOrder());
    }
}
