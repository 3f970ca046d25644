package org.charthouse.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Marks what a FHIRPath expression touches, wherever it may lead: both ends of an iif, both sides of an operator. */
final class ElementWalk {
    private static final Set<String> OF_EACH = Set.of("where", "exists", "all", "select", "iif");
    private static final Set<String> SAME = Set.of(
            "where", "first", "last", "tail", "skip", "take", "single", "distinct", "lowBoundary", "highBoundary");

    /**
     * Where an expression has led.
     *
     * @param choice the choice element below it that waits for its type, else empty
     */
    record Spot(WantedElement element, String choice) {}

    private List<Spot> resource = List.of();

    /** The spots where an expression ends that begins at others; none for values that are made, not found. */
    List<Spot> walk(FhirPath path, List<Spot> start, List<Spot> root) {
        resource = root;
        return walk(path, start);
    }

    private List<Spot> walk(FhirPath path, List<Spot> start) {
        if (path instanceof FhirPath.Start) {
            return start;
        }
        if (path instanceof FhirPath.Variable variable) {
            return switch (variable.name()) {
                case "resource", "rootResource" -> resource;
                case "context" -> start;
                default -> List.of();
            };
        }
        if (path instanceof FhirPath.Member member) {
            return member(walk(member.of(), start), member.name());
        }
        if (path instanceof FhirPath.Index index) {
            walk(index.position(), start);
            return walk(index.of(), start);
        }
        if (path instanceof FhirPath.Operation operation) {
            return operation(operation, start);
        }
        return path instanceof FhirPath.Call call ? call(call, start) : List.of();
    }

    private List<Spot> operation(FhirPath.Operation operation, List<Spot> start) {
        List<Spot> left = walk(operation.left(), start);
        if (Set.of("is", "as").contains(operation.operator())) {
            left.forEach(spot -> touchChoicesFor(spot, operation.operator()));
            return ofType(left, FhirPathNames.type(operation.right()));
        }
        List<Spot> right = walk(operation.right(), start);
        left.forEach(ElementWalk::touchChoices);
        right.forEach(ElementWalk::touchChoices);
        return operation.operator().equals("|") ? both(left, right) : List.of();
    }

    private List<Spot> call(FhirPath.Call call, List<Spot> start) {
        List<Spot> of = walk(call.of(), start);
        String name = call.name();
        if (Set.of("ofType", "as", "is").contains(name)) {
            of.forEach(spot -> touchChoicesFor(spot, name));
            return ofType(of, FhirPathNames.type(FhirPathNames.only(call)));
        }
        of.forEach(ElementWalk::touchChoices);
        if (name.equals("getReferenceKey")) {
            return member(of, "reference");
        }
        if (name.equals("getResourceKey")) {
            return member(of, "id");
        }
        if (name.equals("extension")) {
            List<Spot> extensions = member(of, "extension");
            member(extensions, "url");
            return extensions;
        }
        if (name.endsWith("Boundary")) {
            List.of("value", "start", "end").forEach(child -> member(of, child));
        }
        List<List<Spot>> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(walk(argument, OF_EACH.contains(name) ? of : start)));
        arguments.forEach(ends -> ends.forEach(ElementWalk::touchChoices));
        return switch (name) {
            case "select" -> arguments.get(0);
            case "iif" -> arguments.size() < 3 ? arguments.get(1) : both(arguments.get(1), arguments.get(2));
            case "combine", "union" -> both(of, arguments.get(0));
            default -> SAME.contains(name) ? of : List.of();
        };
    }

    private static List<Spot> both(List<Spot> one, List<Spot> other) {
        List<Spot> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static List<Spot> member(List<Spot> of, String name) {
        List<Spot> found = new ArrayList<>();
        for (Spot spot : of) {
            FhirType type = spot.element().type();
            FhirType.Child child = type.children().get(name);
            if (!spot.choice().isEmpty() || type.name().equals(name)) {
                found.add(spot);
            } else if (!type.choices(name).isEmpty()) {
                found.add(new Spot(spot.element(), name));
            } else if (child != null) {
                found.add(new Spot(spot.element().touch(child), ""));
            }
        }
        return found;
    }

    private static List<Spot> ofType(List<Spot> of, String wanted) {
        List<Spot> found = new ArrayList<>();
        for (Spot spot : of) {
            if (spot.choice().isEmpty()) {
                found.add(spot);
                continue;
            }
            for (FhirType.Child child : spot.element().type().choices(spot.choice())) {
                if (child.type().name().equals(wanted)) {
                    found.add(new Spot(spot.element().touch(child), ""));
                }
            }
        }
        return found;
    }

    /** Whether a choice is there at all can be told only by all its types. */
    private static void touchChoices(Spot spot) {
        if (!spot.choice().isEmpty()) {
            spot.element().type().choices(spot.choice()).forEach(spot.element()::touch);
        }
    }

    private static void touchChoicesFor(Spot spot, String name) {
        if (name.equals("is")) {
            touchChoices(spot);
        }
    }
}
