package org.charthouse.identity.match;

import java.util.List;

/**
 * What a person has said of two records. It stands above rules and likelihood, and outlives the model.
 *
 * @param a the lesser record
 * @param b the other
 * @param isOne whether they are of one person
 * @param by who said so
 */
public record Said(String a, String b, boolean isOne, String by) {

    List<String> pair() {
        return List.of(a, b);
    }
}
