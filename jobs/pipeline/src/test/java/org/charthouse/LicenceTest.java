package org.charthouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bills of materials that the build writes hold no part that could not be given on. */
class LicenceTest {

    /** Of each module whose jars the offline bundle holds. */
    private static final Map<String, Integer> LEAST_PARTS = Map.of("pipeline", 50, "translation", 15);

    private static final Pattern FREE = Pattern.compile(
            "(?i).*(apache|\\bMIT\\b|BSD|EPL|eclipse|EDL|MPL|mozilla|LGPL|lesser general|CC0|public domain|unlicense|CDDL"
                    + "|ISC|bouncy|go license|unicode|zlib|HPND|UPL|universal permissive|classpath).*");

    /** Parts whose descriptor names no licence, or one that only its page explains; by group and name. */
    private static final Map<String, String> KNOWN_WITHOUT = new TreeMap<>(Map.of(
            "oro:oro", "Jakarta ORO of the Apache foundation: Apache licence 1.1, in the jar",
            "org.apache.xbean:xbean-asm9-shaded", "Apache licence 2.0, named by the project's parent"));

    @ParameterizedTest
    @ValueSource(strings = {"pipeline", "translation"})
    void everyPartMayBeGivenOn(String module) throws IOException {
        Path bill = Path.of("..", module, "target", "bom.json");
        assumeThat(bill).as("the bill is written by a build that is online").exists();
        JsonNode components = new ObjectMapper().readTree(bill.toFile()).path("components");
        assertThat(components.size()).isGreaterThan(LEAST_PARTS.get(module));
        List<String> doubtful = new ArrayList<>();
        for (JsonNode component : components) {
            String name = component.path("group").asText() + ":"
                    + component.path("name").asText();
            List<String> licences = licences(component);
            if (licences.stream().noneMatch(LicenceTest::isFree) && !KNOWN_WITHOUT.containsKey(name)) {
                doubtful.add(name + " " + licences);
            }
        }
        assertThat(doubtful)
                .as("replace the part, or name it in this test with the reason why it may be given on")
                .isEmpty();
    }

    /** One free licence suffices: where several are named, a user may choose. */
    private static boolean isFree(String licence) {
        return FREE.matcher(licence).matches();
    }

    private static List<String> licences(JsonNode component) {
        List<String> names = new ArrayList<>();
        for (JsonNode each : component.path("licenses")) {
            JsonNode licence = each.path("license");
            names.add((licence.path("id").asText() + " " + licence.path("name").asText() + " "
                            + each.path("expression").asText())
                    .strip());
        }
        return names;
    }
}
