package org.charthouse.measure.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.charthouse.measure.content.MeasureDefinition.Criterion;
import org.charthouse.measure.content.MeasureDefinition.Group;
import org.charthouse.measure.content.MeasureDefinition.Population;
import org.charthouse.measure.content.MeasureDefinition.Scoring;
import org.jspecify.annotations.Nullable;

/** Reads a Measure resource. What a group does not say stands on the measure. */
final class MeasureReader {

    private static final String BOOLEAN = "boolean";
    private static final int DAY = 10;

    private MeasureReader() {}

    static MeasureDefinition read(JsonNode node) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : node.path("group")) {
            groups.add(group(group, groups.size() + 1, node));
        }
        return new MeasureDefinition(
                node.path("id").asText(),
                node.path("name").asText(node.path("id").asText()),
                node.path("url").asText(),
                node.path("version").asText(),
                node.path("title").asText(node.path("name").asText()),
                node.path("library").path(0).asText(),
                day(node.path("effectivePeriod").path("start")),
                day(node.path("effectivePeriod").path("end")),
                groups,
                criteria(node.path("supplementalData")));
    }

    private static @Nullable String day(JsonNode node) {
        String text = node.asText();
        return text.length() < DAY ? null : text.substring(0, DAY);
    }

    private static Group group(JsonNode group, int number, JsonNode measure) {
        List<Population> populations = new ArrayList<>();
        group.path("population").forEach(population -> populations.add(population(population)));
        String scoring = first(code(extension(group, "scoring")), code(measure.path("scoring")), "cohort");
        return new Group(
                number,
                group.path("id").asText(),
                scoring(scoring, measure),
                first(text(extension(group, "populationBasis")), text(extension(measure, "populationBasis")), BOOLEAN),
                first(code(extension(group, "improvementNotation")), code(measure.path("improvementNotation")), ""),
                populations,
                criteria(group.path("stratifier")));
    }

    private static Scoring scoring(String code, JsonNode measure) {
        for (Scoring known : Scoring.values()) {
            if (known.name().equals(code.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return known;
            }
        }
        throw ContentErrors.noScoring(
                measure.path("name").asText(measure.path("id").asText()), code);
    }

    private static Population population(JsonNode node) {
        return new Population(
                node.path("id").asText(),
                code(node.path("code")),
                node.path("criteria").path("expression").asText(),
                text(extension(node, "criteriaReference")),
                text(extension(node, "aggregateMethod")).toLowerCase(Locale.ROOT));
    }

    private static List<Criterion> criteria(JsonNode nodes) {
        List<Criterion> criteria = new ArrayList<>();
        for (JsonNode node : nodes) {
            criteria.add(new Criterion(
                    node.path("id").asText(),
                    node.path("criteria").path("expression").asText()));
        }
        return criteria;
    }

    /** The value of an extension by the end of its URL, which three guides write differently. */
    private static JsonNode extension(JsonNode node, String name) {
        for (JsonNode extension : node.path("extension")) {
            String url = extension.path("url").asText();
            String last = url.substring(url.lastIndexOf('/') + 1);
            if (last.equals("cqfm-" + name) || last.equals("cqf-" + name) || last.equals("measure-" + name)) {
                for (var field : extension.properties()) {
                    if (field.getKey().startsWith("value")) {
                        return field.getValue();
                    }
                }
            }
        }
        return node.path("no such element");
    }

    private static String code(JsonNode concept) {
        return concept.isTextual()
                ? concept.asText()
                : concept.path("coding").path(0).path("code").asText();
    }

    private static String text(JsonNode value) {
        return value.isObject() ? code(value) : value.asText();
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
