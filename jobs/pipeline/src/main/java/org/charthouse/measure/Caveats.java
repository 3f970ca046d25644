package org.charthouse.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.ValueSetCodes;
import org.charthouse.measure.elm.ClassVisits;
import org.charthouse.measure.elm.Needs;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.value.Code;

/** What a rate is to be read with, in short sentences: by value set in order of their names, then how visits were told. */
final class Caveats {

    private final MeasurePackage content;
    private final Needs needs;

    Caveats(MeasurePackage content, Needs needs) {
        this.content = content;
        this.needs = needs;
    }

    List<String> of(CompiledMeasure measure, ClassVisits visits) {
        Set<String> taken = needs.visits(measure.definitions());
        taken.retainAll(visits.valueSets());
        Map<String, String> byName = new TreeMap<>();
        needs.valueSets(measure.definitions())
                .forEach((url, codes) -> about(url, codes, taken.contains(url))
                        .ifPresent(sentence -> byName.put(named(url), "value set " + named(url) + " " + sentence)));
        List<String> sentences = new ArrayList<>(byName.values());
        if (!taken.isEmpty()) {
            String names = taken.stream().map(this::named).sorted().collect(Collectors.joining(", "));
            sentences.add("without CPT: encounters of class " + String.join(", ", visits.classes())
                    + " whose type has no CPT code are counted as visits of " + names);
        }
        return sentences;
    }

    private Optional<String> about(String url, Optional<Collection<Code>> codes, boolean isTaken) {
        Optional<ValueSetCodes> held = content.valueSetCodes(url);
        if (codes.isEmpty()) {
            return Optional.of((held.isEmpty() ? "is not here: " : "has no codes here: ")
                    + (isTaken ? "its visits are found by class alone" : "what it selects is not counted"));
        }
        return held.map(Caveats::lacking).filter(sentence -> !sentence.isEmpty());
    }

    private static String lacking(ValueSetCodes held) {
        if (held.isCut()) {
            return "is cut to " + held.codes().size() + " of " + held.total()
                    + " codes: what the others select is not counted";
        }
        return held.isRule()
                ? "selects by a rule that is not worked out here: only codes that it lists are counted"
                : "";
    }

    /** {@code Office Visit (1.2.3)}. */
    private String named(String url) {
        String name = needs.name(url);
        String id = url.substring(url.lastIndexOf('/') + 1);
        return name.equals(url) || name.equals(id) ? id : name + " (" + id + ")";
    }
}
