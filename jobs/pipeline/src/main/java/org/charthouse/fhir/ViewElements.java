package org.charthouse.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.error.Problem;
import org.charthouse.fhir.ViewDefinition.Select;
import org.charthouse.fhir.ViewDefinition.ViewColumn;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a view reads, found by walking its paths over FHIR's model, so that files of any content are read
 * with a small row type. What the paths get wrong is left to {@link ViewCompiler} to tell.
 */
public final class ViewElements {
    /** So that every path of a repeat is found at least once, whatever the data hold. */
    private static final int LEAST_DEPTH = 2;

    private final ElementWalk walk = new ElementWalk();
    private final Set<String> repeated = new TreeSet<>();
    private final WantedElement root;
    private final String resource;

    private ViewElements(ViewDefinition view) {
        this.resource = view.resource();
        this.root = new WantedElement(FhirType.resource(view.resource()));
        List<ElementWalk.Spot> start = List.of(new ElementWalk.Spot(root, ""));
        view.select().forEach(select -> select(select, start));
        view.where().forEach(path -> walked(path, start));
    }

    /**
     * Walks a view.
     *
     * @throws org.charthouse.error.UserError when FHIR has no such resource
     */
    public static ViewElements of(ViewDefinition view) {
        return new ViewElements(view);
    }

    /** The names of elements that the view repeats into; none if it does not repeat. */
    public Set<String> repeated() {
        return repeated;
    }

    /**
     * How to read resources for the view.
     *
     * @param depth how deep elements of {@link #repeated} stand inside themselves, see {@link NestingDepth}
     * @throws org.charthouse.error.UserError when that makes too many elements
     */
    public ElementTree tree(int depth) {
        try {
            return ElementTree.of(resource, root.row(Math.max(depth, LEAST_DEPTH)));
        } catch (IllegalArgumentException e) {
            Problem problem = FhirErrors.unusable("of " + resource, "repeat", String.valueOf(e.getMessage()));
            throw FhirErrors.configuration(List.of(problem));
        }
    }

    private void select(Select select, List<ElementWalk.Spot> start) {
        List<ElementWalk.Spot> items = start;
        if (!select.repeat().isEmpty()) {
            items = repeat(select.repeat(), start);
        } else {
            String each = select.each();
            items = each == null ? start : walked(each, start);
        }
        for (ViewColumn column : select.columns()) {
            List<ElementWalk.Spot> ends = walked(column.path(), items);
            if (!column.type().isEmpty()) {
                ends.forEach(end -> end.element().touchWhole());
            }
        }
        for (Select nested : select.select()) {
            select(nested, items);
        }
        for (Select branch : select.unionAll()) {
            select(branch, items);
        }
    }

    /** The nodes that are found from the start, all as one element, which holds itself where a path leads on from it. */
    private List<ElementWalk.Spot> repeat(List<String> paths, List<ElementWalk.Spot> start) {
        WantedElement node = null;
        for (String path : paths) {
            node = united(node, walked(path, start));
            repeated.add(last(path));
        }
        if (node == null) {
            return List.of();
        }
        List<ElementWalk.Spot> nodes = List.of(new ElementWalk.Spot(node, ""));
        for (String path : paths) {
            united(node, walked(path, nodes));
        }
        return nodes;
    }

    private static @Nullable WantedElement united(@Nullable WantedElement node, List<ElementWalk.Spot> found) {
        WantedElement all = node;
        for (ElementWalk.Spot spot : found) {
            if (all == null) {
                all = spot.element();
            } else if (all.type().equals(spot.element().type())) {
                all.unite(spot.element());
            }
        }
        return all == null ? null : all.actual();
    }

    private List<ElementWalk.Spot> walked(String path, List<ElementWalk.Spot> start) {
        try {
            return walk.walk(FhirPathParser.parse(path), start, start.isEmpty() ? new ArrayList<>() : rootSpots());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private List<ElementWalk.Spot> rootSpots() {
        return List.of(new ElementWalk.Spot(root, ""));
    }

    /** The element that a path ends in. */
    private static String last(String path) {
        try {
            FhirPath tree = FhirPathParser.parse(path);
            while (tree instanceof FhirPath.Call call) {
                tree = call.of();
            }
            return tree instanceof FhirPath.Member member ? member.name() : path;
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
