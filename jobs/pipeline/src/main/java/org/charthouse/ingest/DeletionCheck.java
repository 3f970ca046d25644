package org.charthouse.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/** A line of a {@code deleted} file must be a Bundle whose entries delete resources (FHIR Bulk Data Access, "deleted"). */
final class DeletionCheck implements RecordCheck {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern KEY = Pattern.compile("[A-Z][A-Za-z]+/[^/?#\\s]+");

    @Override
    public Verdict check(String line) {
        JsonNode bundle;
        try {
            bundle = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return Verdict.bad("not-json", "the line is not one JSON value");
        }
        if (!bundle.path("resourceType").asText().equals("Bundle")) {
            return Verdict.bad("wrong-resource-type", "the file holds Bundles, the line is of another type");
        }
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode request = entry.path("request");
            if (!request.path("method").asText().equals("DELETE")
                    || !KEY.matcher(request.path("url").asText()).matches()) {
                return Verdict.bad("not-a-deletion", "an entry does not delete <ResourceType>/<id>");
            }
        }
        return Verdict.GOOD;
    }
}
