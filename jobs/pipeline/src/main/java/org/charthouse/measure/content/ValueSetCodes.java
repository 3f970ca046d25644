package org.charthouse.measure.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.charthouse.measure.value.Code;

/** The codes of one value set (FHIR R4, 4.9), gathered from all files that hold some, and whether they are all of them. */
public final class ValueSetCodes {

    private final Set<Code> codes = new LinkedHashSet<>();
    private int total;
    private boolean isWhole;
    private boolean isRule;
    private boolean isUnited;

    /** The codes of a ValueSet resource. */
    public static ValueSetCodes of(JsonNode node) {
        ValueSetCodes codes = new ValueSetCodes();
        codes.add(node);
        return codes;
    }

    /** Adds what a ValueSet holds. */
    void add(JsonNode node) {
        JsonNode expansion = node.path("expansion");
        int entries = contained(expansion.path("contains"));
        int expected = Math.max(entries, expansion.path("total").asInt());
        total = Math.max(total, expected);
        isWhole |=
                entries > 0 && entries == expected && expansion.path("offset").asInt() == 0;
        int before = codes.size();
        for (JsonNode include : node.path("compose").path("include")) {
            isRule |= included(include) && entries == 0;
        }
        isUnited |= entries > 0 && codes.size() > before;
        isWhole |= entries == 0 && expected == 0 && codes.size() > before && !isRule;
    }

    /** Entries may stand in one another; those that are only headings have no code. */
    private int contained(JsonNode contains) {
        int entries = 0;
        for (JsonNode entry : contains) {
            entries++;
            if (entry.has("code") && !entry.path("abstract").asBoolean()) {
                add(entry, entry.path("system").asText());
            }
            entries += contained(entry.path("contains"));
        }
        return entries;
    }

    /** Adds the codes that a definition lists; true where it selects others by a rule. */
    private boolean included(JsonNode include) {
        include.path("concept")
                .forEach(concept -> add(concept, include.path("system").asText()));
        return include.path("concept").isEmpty();
    }

    private void add(JsonNode entry, String system) {
        codes.add(new Code(entry.path("code").asText(), CodeSystemNames.canonical(system), null, null));
    }

    /** The codes that are there. */
    public Set<Code> codes() {
        return codes;
    }

    /** How many entries its publisher counted; as many as are there where he did not. */
    public int total() {
        return Math.max(total, codes.size());
    }

    /** Whether an expansion was cut short, so that codes are missing. */
    public boolean isCut() {
        return !isWhole && !codes.isEmpty() && total > codes.size();
    }

    /** Whether codes are missing since its definition selects them by a rule, which is not worked out here. */
    public boolean isRule() {
        return isRule && !isWhole;
    }

    /** Whether its definition listed codes that its expansion had not. */
    public boolean isUnited() {
        return isUnited;
    }
}
