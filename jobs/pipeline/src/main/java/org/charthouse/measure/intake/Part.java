package org.charthouse.measure.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * A resource of a package.
 *
 * @param key what it is told apart by: {@code Library Seen|1}
 * @param node the resource, or ELM that stands by itself
 * @param origin the file that it stood in
 * @param hash of what it says
 */
record Part(String key, JsonNode node, Path origin, String hash) {

    /** The first letters of its hash, which are enough for a person. */
    String shortHash() {
        return hash.substring(0, 8);
    }
}
