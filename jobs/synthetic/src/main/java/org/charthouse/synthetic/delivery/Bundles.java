package org.charthouse.synthetic.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.synthetic.delivery.Ledger.Place;
import org.charthouse.synthetic.delivery.Ledger.Told;
import org.charthouse.synthetic.source.JsonText;

/**
 * The deletions of one delivery as Bulk Data Access has them (output {@code deleted}): a line is a Bundle of type
 * transaction with what was deleted at one time, such as a patient with all records.
 */
final class Bundles {

    private final Map<Key, Bundle> byRoot = new LinkedHashMap<>();

    private record Bundle(Instant time, List<Key> keys) {}

    void add(Key root, Key key, Instant time) {
        byRoot.computeIfAbsent(root, each -> new Bundle(time, new ArrayList<>()))
                .keys()
                .add(key);
    }

    void write(SlotFile out, Ledger ledger, SourceFormat<?> format) {
        byRoot.values().forEach(bundle -> {
            Place place = out.write(JsonText.line(json(bundle, format)));
            bundle.keys().forEach(key -> ledger.tell(key, new Told(bundle.time(), place, false), "deletion"));
        });
    }

    private static ObjectNode json(Bundle bundle, SourceFormat<?> format) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Bundle");
        json.putObject("meta").put("lastUpdated", bundle.time().toString());
        json.put("type", "transaction");
        var entries = json.putArray("entry");
        for (Key key : bundle.keys()) {
            Fhir resource = format.resource(key);
            ObjectNode request = entries.addObject().putObject("request");
            request.put("method", "DELETE");
            request.put("url", resource.type() + "/" + resource.id());
        }
        return json;
    }
}
