package org.charthouse.synthetic.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.charthouse.synthetic.population.Visit;

/** Points relative references at the facility's own ids and remembers the conditional ones. */
final class References {

    private final Map<String, String> conditionIds;
    private final Set<String> conditional = new HashSet<>();

    References(Map<String, String> conditionIds) {
        this.conditionIds = conditionIds;
    }

    /** True if a fact of the facility refers to this by a conditional reference. */
    boolean names(String reference) {
        return conditional.contains(reference);
    }

    /** Rewrites a fact of this visit in place; reasons that stand at the other facility are left out. */
    void rewrite(ObjectNode fact, Visit visit) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = fact.fields(); fields.hasNext(); ) {
            JsonNode value = fields.next().getValue();
            if (value.isObject()) {
                point((ObjectNode) value, visit);
            } else if (value.isArray()) {
                elements(value, visit);
                if (value.isEmpty()) {
                    fields.remove();
                }
            }
        }
    }

    private void elements(JsonNode array, Visit visit) {
        for (Iterator<JsonNode> each = array.elements(); each.hasNext(); ) {
            JsonNode element = each.next();
            if (element.isObject() && !point((ObjectNode) element, visit)) {
                each.remove();
            }
        }
    }

    /** False if the reference leads to another facility. */
    private boolean point(ObjectNode node, Visit visit) {
        String target = node.path("reference").asText();
        if (target.startsWith("Patient/")) {
            node.put("reference", "Patient/" + visit.patient().id());
            if (node.has("display")) {
                node.put("display", visit.patient().display());
            }
        } else if (target.startsWith("Encounter/")) {
            node.put("reference", "Encounter/" + visit.id());
        } else if (target.startsWith("Condition/")) {
            String id = conditionIds.get(target.substring("Condition/".length()));
            node.put("reference", "Condition/" + id);
            return id != null;
        } else if (target.contains("?")) {
            conditional.add(target);
        } else {
            rewrite(node, visit);
        }
        return true;
    }
}
