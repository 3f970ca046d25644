package org.charthouse.fhir;

import java.util.Collection;
import java.util.Comparator;
import org.apache.spark.unsafe.types.UTF8String;

/** Finds the valid word that a mistyped one was meant to be. */
final class Spelling {
    private Spelling() {}

    /** A half-sentence that proposes the nearest of the valid words, or says that there are none. */
    static String suggestion(String word, Collection<String> valid) {
        UTF8String typed = UTF8String.fromString(word);
        return valid.stream()
                .sorted()
                .min(Comparator.comparingInt(candidate -> typed.levenshteinDistance(UTF8String.fromString(candidate))))
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("nothing is possible here");
    }
}
