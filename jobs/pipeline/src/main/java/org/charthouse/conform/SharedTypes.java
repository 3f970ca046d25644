package org.charthouse.conform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.fhir.References;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.PrivacyClass;

/**
 * Resource types that others refer to by a business identifier: those whose identifiers are facts about organisations and
 * staff, by their element list. Identifiers of persons and records are never gathered: a lookup is as large as what it
 * holds and travels to every executor, which is right for wards and clinicians and wrong for patients.
 *
 * @param targets those types, each with the types that it may refer to itself, in an order without circles
 */
record SharedTypes(SortedMap<String, List<String>> targets) {

    static SharedTypes of(Collection<ElementList> lists) {
        SortedMap<String, Set<String>> refers = new TreeMap<>();
        lists.stream()
                .filter(SharedTypes::isShared)
                .forEach(list ->
                        refers.put(list.resource(), References.targets(FhirSchema.of(list.resource(), list.paths()))));
        SortedMap<String, List<String>> targets = new TreeMap<>();
        List<String> left = new ArrayList<>(refers.keySet());
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(type -> left.stream()
                            .noneMatch(other -> !other.equals(type)
                                    && refers.getOrDefault(type, Set.of()).contains(other)))
                    .findFirst()
                    .orElse(left.get(0));
            targets.put(
                    next,
                    targets.keySet().stream()
                            .filter(refers.getOrDefault(next, Set.of())::contains)
                            .toList());
            left.remove(next);
        }
        return new SharedTypes(targets);
    }

    /** Types of which a resource of a type may name one by identifier, sorted. */
    List<String> targetsOf(String type) {
        return targets.getOrDefault(type, List.copyOf(targets.keySet()));
    }

    private static boolean isShared(ElementList list) {
        return list.elements().stream()
                .anyMatch(element ->
                        element.path().equals("identifier") && element.privacy() == PrivacyClass.ORGANISATION);
    }
}
