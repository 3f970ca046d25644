package org.charthouse.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charthouse.measure.PersonResult.Outcome;
import org.charthouse.measure.population.Membership;

/**
 * Results of persons who stand in several files, as in the repositories of authoring tools: equal ones are one. Others stay, and
 * are counted, since nobody here knows which file is the right one.
 *
 * @param results each once
 * @param differing how many stand beside another result of the same measure for the same id
 */
public record SamePersons(List<PersonResult> results, int differing) {

    /** The results, in the order in which they came. */
    public static SamePersons once(List<PersonResult> all) {
        Map<String, Map<String, PersonResult>> byPerson = new LinkedHashMap<>();
        for (PersonResult result : all) {
            byPerson.computeIfAbsent(
                            result.measure().measure().name() + "|" + result.subject(),
                            unknown -> new LinkedHashMap<>())
                    .putIfAbsent(text(result), result);
        }
        List<PersonResult> results = new ArrayList<>();
        int differing = 0;
        for (Map<String, PersonResult> each : byPerson.values()) {
            results.addAll(each.values());
            differing += each.size() - 1;
        }
        return new SamePersons(results, differing);
    }

    /** All that is written of a result. */
    private static String text(PersonResult result) {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : result.groups()) {
            Membership membership = outcome.membership();
            if (membership == null) {
                text.append(outcome.failure()).append(';');
            } else {
                Map<String, Integer> counts = new TreeMap<>();
                membership.members().forEach((population, members) -> counts.put(population, members.size()));
                text.append(counts).append(membership.observations()).append(';');
            }
        }
        return text.toString();
    }
}
