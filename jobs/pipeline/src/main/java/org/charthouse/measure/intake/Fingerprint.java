package org.charthouse.measure.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** What a resource says, as a number: equal whatever the order of members, narrative and the publisher's stamps. */
final class Fingerprint {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Fingerprint() {}

    /** SHA-256 in hexadecimal. */
    static String of(JsonNode node) {
        try {
            JsonNode plain = node;
            if (node instanceof ObjectNode object) {
                plain = object.deepCopy().without(java.util.List.of("text", "meta", "date"));
            }
            return of(JSON.writeValueAsString(JSON.treeToValue(plain, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was JSON can be written as JSON", e);
        }
    }

    static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of several by name. */
    static String of(SortedMap<String, String> parts) {
        return of(parts.toString());
    }
}
