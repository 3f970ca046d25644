package org.charthouse.spec;

import java.util.List;

/**
 * Words of {@code conf/identity/words.yaml} that say the same, or nothing. They are compared without case and accents.
 *
 * @param affixes words around names that are no name
 * @param nicknames lines of given names, apart by blanks, that one person may bear
 * @param abbreviations lines of words, apart by blanks, of addresses that are written as the first
 * @param placeholders values that mean "not known"
 */
public record IdentityWords(
        List<String> affixes, List<String> nicknames, List<String> abbreviations, List<String> placeholders) {

    static IdentityWords read(Section file) {
        IdentityWords words = new IdentityWords(
                file.texts("affixes"),
                file.texts("nicknames"),
                file.texts("abbreviations"),
                file.texts("placeholders"));
        file.end();
        return words;
    }
}
