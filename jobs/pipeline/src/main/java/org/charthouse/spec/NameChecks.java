package org.charthouse.spec;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;

/** Checks that nothing answers to two names or to none: files and what they define, folders of feeds, circles of marts. */
final class NameChecks {

    private final Specifications specs;
    private final Places places;
    private final Problems problems;

    NameChecks(Specifications specs, Places places, Problems problems) {
        this.specs = specs;
        this.places = places;
        this.problems = problems;
    }

    void run() {
        specs.feeds().forEach((name, feed) -> sameAsFile(name, places.of(feed, "feed")));
        specs.corrections().forEach((name, correction) -> sameAsFile(name, places.of(correction, "correction")));
        specs.gate().forEach((name, rule) -> sameAsFile(name, places.of(rule, "rule")));
        specs.reports().forEach((name, report) -> sameAsFile(name, places.of(report, "report")));
        specs.codes().forEach((name, list) -> sameAsFile(name, list.place()));
        Map<String, String> folders = new HashMap<>();
        specs.feeds().forEach((name, feed) -> {
            String other = folders.putIfAbsent(feed.folder(), name);
            if (other != null) {
                problems.add(
                        "Two feeds deliver into folder '" + feed.folder() + "'",
                        places.of(feed, "folder"),
                        "each file would be read twice, as " + other + " and as " + name,
                        "give each feed a folder of its own");
            }
        });
        specs.marts().values().forEach(mart -> circle(mart, mart, new LinkedHashSet<>()));
    }

    private void sameAsFile(String name, Place place) {
        String file = place.file().replaceFirst(".*/", "").replaceFirst("\\.yaml$", "");
        if (!name.isEmpty() && !file.equals(name)) {
            problems.add(
                    "The file is not named '" + name + "'",
                    place,
                    "people look for it under the name that messages use",
                    "rename the file or what it defines");
        }
    }

    /** Told at the mart that reads itself, directly or through others. */
    private void circle(MartSpec start, MartSpec at, Set<TableName> seen) {
        for (TableName input : at.inputs()) {
            MartSpec next = specs.marts().get(input);
            if (input.equals(start.table())) {
                problems.add(
                        "A mart reads itself",
                        places.of(start, "inputs"),
                        seen.isEmpty() ? "it is one of its inputs" : "by way of " + seen,
                        "take one of these inputs away");
            } else if (next != null && seen.add(input)) {
                circle(start, next, seen);
            }
        }
    }
}
