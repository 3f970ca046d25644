package org.charthouse.measure.intake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Resources of small packages, written for tests. */
public final class SamplePackage {

    private SamplePackage() {}

    /** A measure that counts by its library of the same name. */
    public static String measure(String name, String version, String title) {
        return """
                {"resourceType":"Measure","id":"%1$s","name":"%1$s","url":"https://example.org/Measure/%1$s",
                 "version":"%2$s","title":"%3$s","library":["https://example.org/Library/%1$s"],
                 "scoring":{"coding":[{"code":"proportion"}]},"group":[{"population":[
                  {"code":{"coding":[{"code":"initial-population"}]},"criteria":{"expression":"Seen"}},
                  {"code":{"coding":[{"code":"denominator"}]},"criteria":{"expression":"Seen"}},
                  {"code":{"coding":[{"code":"numerator"}]},"criteria":{"expression":"Seen"}}]}]}""".formatted(name, version, title);
    }

    /** ELM that looks at an element of an encounter of a value set. */
    public static String elm(String name, String version, String element) {
        return """
                {"library":{"identifier":{"id":"%1$s","version":"%2$s"},
                 "schemaIdentifier":{"id":"urn:hl7-org:elm","version":"r1"},
                 "usings":{"def":[{"localIdentifier":"QICore","uri":"http://hl7.org/fhir","version":"4.1.1"}]},
                 "valueSets":{"def":[{"name":"Office Visit","id":"https://example.org/ValueSet/1.2.3"}]},
                 "statements":{"def":[{"name":"Seen","context":"Patient","expression":{"type":"Exists","operand":
                  {"type":"Property","path":"%3$s","locator":"9:3-9:20","source":{"type":"First","source":
                  {"type":"Retrieve","dataType":"{http://hl7.org/fhir}Encounter","codeProperty":"type","codes":
                   {"type":"ValueSetRef","name":"Office Visit"}}}}}}]}}}""".formatted(name, version, element);
    }

    /** A Library resource with ELM. */
    public static String library(String name, String version, String element) {
        String data =
                Base64.getEncoder().encodeToString(elm(name, version, element).getBytes(StandardCharsets.UTF_8));
        return """
                {"resourceType":"Library","id":"%1$s","name":"%1$s","version":"%2$s","content":[
                 {"contentType":"application/elm+json","data":"%3$s"}]}""".formatted(name, version, data);
    }

    /** The value set that visits are found by. */
    public static String valueSet(String... codes) {
        StringBuilder contains = new StringBuilder();
        for (String code : codes) {
            contains.append(contains.isEmpty() ? "" : ",")
                    .append("{\"system\":\"urn:kinds\",\"code\":\"")
                    .append(code)
                    .append("\"}");
        }
        return "{\"resourceType\":\"ValueSet\",\"url\":\"https://example.org/ValueSet/1.2.3\",\"version\":\"2025\","
                + "\"expansion\":{\"contains\":[" + contains + "]}}";
    }

    /** A Bundle of resources. */
    public static String bundle(String... resources) {
        StringBuilder entries = new StringBuilder();
        for (String resource : resources) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"resource\":")
                    .append(resource)
                    .append("}");
        }
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}";
    }
}
