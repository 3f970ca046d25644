package org.charthouse.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.ResourceDate;
import org.charthouse.measure.elm.Definition;
import org.charthouse.measure.elm.Needs;
import org.charthouse.measure.elm.Sought;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.PopulationCode;

/**
 * The care that the numerator of a group looks for: what it retrieves beyond what decides whom the group is about. Where it
 * looks for the same, all that it retrieves.
 */
final class CareSought {

    private static final Comparator<Element> LATEST = Comparator.comparing(
                    (Element resource) -> ResourceDate.of(resource).orElse(LocalDate.MIN))
            .thenComparing(Element::type)
            .thenComparing(resource -> String.valueOf(resource.text("id")));

    private final Set<Sought> sought;

    private CareSought(Set<Sought> sought) {
        this.sought = sought;
    }

    /** Empty where the group has no numerator. */
    static Optional<CareSought> of(CompiledMeasure measure, int group, Needs needs) {
        Map<String, Definition> definitions = measure.definitions(group);
        Definition numerator = definitions.get(PopulationCode.NUMERATOR);
        if (numerator == null) {
            return Optional.empty();
        }
        List<Definition> deciding = new ArrayList<>();
        for (String code : List.of(PopulationCode.INITIAL, PopulationCode.DENOMINATOR)) {
            Optional.ofNullable(definitions.get(code)).ifPresent(deciding::add);
        }
        Set<Sought> all = needs.sought(List.of(numerator));
        all.removeIf(each -> each.type().equals("Patient"));
        Set<Sought> beyond = new TreeSet<>(all);
        beyond.removeAll(needs.sought(deciding));
        return Optional.of(new CareSought(beyond.isEmpty() ? all : beyond));
    }

    /** The types of resources, comma between. */
    String types() {
        return sought.stream().map(Sought::type).distinct().collect(Collectors.joining(", "));
    }

    /** The last resource that tells a day up to a day; one that tells none where there is no other. */
    Optional<Element> last(Subject subject, LocalDate until) {
        return sought.stream()
                .flatMap(each -> subject.found(each).stream())
                .filter(resource -> ResourceDate.of(resource)
                        .map(day -> !day.isAfter(until))
                        .orElse(true))
                .max(LATEST);
    }
}
