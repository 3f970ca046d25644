package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A contained resource (FHIR R4, 2.1.0.7.1), as far as can be told without its elements.
 *
 * @param type its resourceType; null where it has none
 * @param id its id, which is one only within its parent; null where it has none
 */
record ContainedResource(@Nullable String type, @Nullable String id) {

    static ContainedResource of(byte[] text) throws IOException {
        String type = null;
        String id = null;
        try (JsonParser parser = FhirJson.FACTORY.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME && (type == null || id == null)) {
                String name = parser.getCurrentName();
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                if (isText && name.equals("resourceType")) {
                    type = parser.getText();
                } else if (isText && name.equals("id")) {
                    id = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new ContainedResource(type, id);
    }
}
