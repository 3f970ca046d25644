package org.charthouse.spec;

import java.util.Arrays;
import java.util.List;

/** How private a column or element is; de-identification, masks and grants follow from it (HIPAA 45 CFR 164.514(b)). */
public enum PrivacyClass {
    /** Names, phones, national ids, record numbers, street addresses: what points at a person by itself. */
    DIRECT_IDENTIFIER("direct-identifier"),
    /** Ids of rows and persons: say nothing alone, join everything. */
    RECORD_IDENTIFIER("record-identifier"),
    /** Sex, race, postcode, birth date: point at a person in combination. */
    QUASI_IDENTIFIER("quasi-identifier"),
    /** Dates and times of what happened to a person. */
    DATE("date"),
    /** Codes and values of care. */
    CLINICAL("clinical"),
    /** Text that a human wrote and that may hold anything. */
    FREE_TEXT("free-text"),
    /** Facts about institutions and staff. */
    ORGANISATION("organisation"),
    /** Nothing about a person: counts, versions, names of rules. */
    TECHNICAL("technical");

    private final String word;

    PrivacyClass(String word) {
        this.word = word;
    }

    /** The word that stands in files. */
    public String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(PrivacyClass::word).toList();
    }

    static PrivacyClass of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElseThrow();
    }
}
