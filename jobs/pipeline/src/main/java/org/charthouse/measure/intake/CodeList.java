package org.charthouse.measure.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.measure.content.ValueSetCodes;

/** The codes of a ValueSet in order, for comparing it with another of its URL and version. */
record CodeList(Set<String> codes) {

    static CodeList of(JsonNode valueSet) {
        Set<String> codes = new TreeSet<>();
        ValueSetCodes.of(valueSet).codes().forEach(code -> codes.add(code.system() + "#" + code.code()));
        return new CodeList(codes);
    }

    boolean holds(CodeList other) {
        return codes.containsAll(other.codes);
    }

    int size() {
        return codes.size();
    }

    String hash() {
        return Fingerprint.of(codes.toString());
    }
}
