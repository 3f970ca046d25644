package org.charthouse.measure.elm;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.value.Code;
import org.jspecify.annotations.Nullable;

/**
 * How visits are found without CPT: an encounter that no CPT code tells the kind of is taken for one of certain value sets by
 * its class. Only value sets are touched that hold CPT codes or have no codes at all.
 *
 * @param valueSets URLs of the value sets
 * @param classes codes of {@code Encounter.class} such as AMB
 */
public record ClassVisits(Set<String> valueSets, List<String> classes) {

    /** Official meaning: value sets alone decide. */
    public static final ClassVisits NONE = new ClassVisits(Set.of(), List.of());

    private static final String CPT = "http://www.ama-assn.org/go/cpt";

    /** Whether the codes of a value set cannot be trusted to find visits where CPT is not used. */
    public static boolean concerns(Collection<Code> codes) {
        return codes.isEmpty() || codes.stream().anyMatch(ClassVisits::isCpt);
    }

    private static boolean isCpt(Code code) {
        return CPT.equals(code.system());
    }

    /** Which encounters a retrieve takes beside those whose type is in its value set; null where it takes no others. */
    @Nullable
    Predicate<Element> others(ValueSet set) {
        return valueSets.contains(set.url()) && concerns(set.codes()) ? this::isTaken : null;
    }

    private boolean isTaken(Element encounter) {
        return Element.codes(encounter.get("type")).stream().noneMatch(ClassVisits::isCpt)
                && Element.codes(encounter.get("class")).stream()
                        .map(Code::code)
                        .filter(Objects::nonNull)
                        .anyMatch(classes::contains);
    }

    /** Sets apart what is compiled by other rules. */
    String key() {
        return valueSets.isEmpty() ? "" : "|" + classes + valueSets;
    }
}
