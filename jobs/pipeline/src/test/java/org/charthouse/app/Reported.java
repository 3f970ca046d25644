package org.charthouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MeasureReports that {@code charthouse measure report} wrote, in short words. */
final class Reported {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Reported() {}

    /** Runs the command over a house; the exit code and all that is printed. */
    static String run(Path home, Path out, String... more) {
        List<String> all = new ArrayList<>(List.of("measure", "report", "--out", out.toString()));
        all.addAll(List.of(more));
        all.addAll(List.of("--home", home.toString()));
        Printed printed = Printed.by(all.toArray(String[]::new));
        return printed.exit() + " " + printed.text();
    }

    static List<JsonNode> reports(Path file) throws IOException {
        List<JsonNode> reports = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            reports.add(JSON.readTree(line));
        }
        return reports;
    }

    static JsonNode of(List<JsonNode> reports, String measure) {
        return reports.stream()
                .filter(report -> report.path("measure").asText().contains("/" + measure + "|"))
                .findFirst()
                .orElseThrow();
    }

    /** Populations as {@code code=count}, a dash where it is masked, then the score. */
    static String counts(JsonNode cell) {
        List<String> parts = new ArrayList<>();
        for (JsonNode population : cell.path("population")) {
            String code =
                    population.path("code").path("coding").path(0).path("code").asText();
            boolean isMasked = population
                    .path("_count")
                    .path("extension")
                    .path(0)
                    .path("valueCode")
                    .asText()
                    .equals("masked");
            parts.add(code + "=" + (isMasked ? "-" : population.path("count").asText()));
        }
        JsonNode score = cell.path("measureScore");
        parts.add(
                score.isMissingNode()
                        ? ""
                        : score.has("extension") ? "-" : score.path("value").asText());
        return String.join(" ", parts).strip();
    }

    static String stratum(JsonNode report, String stratifier, String value) {
        for (JsonNode each : report.path("group").path(0).path("stratifier")) {
            for (JsonNode stratum : each.path("stratum")) {
                boolean isMeant =
                        each.path("code").path(0).path("text").asText().equals(stratifier)
                                && stratum.path("value").path("text").asText().equals(value);
                if (isMeant) {
                    return counts(stratum);
                }
            }
        }
        return "none";
    }
}
