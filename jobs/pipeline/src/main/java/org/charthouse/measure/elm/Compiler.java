package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Precision;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of one definition or function: aliases, lets and operands become places in its frame. */
final class Compiler {

    private static final Map<String, Node> NODES = Nodes.all();

    private final Linker linker;
    private final ElmLibrary library;
    private final Map<String, Deque<Integer>> names = new HashMap<>();
    private int size;

    /** How a kind of expression is compiled. */
    interface Node {
        Evaluator compile(JsonNode node, Compiler compiler);
    }

    Compiler(Linker linker, ElmLibrary library) {
        this.linker = linker;
        this.library = library;
    }

    Linker linker() {
        return linker;
    }

    ElmLibrary library() {
        return library;
    }

    int frameSize() {
        return size;
    }

    /**
     * An expression.
     *
     * @throws ElmProblem where it is of an unknown kind, or refers to what is not there
     */
    Evaluator compile(JsonNode node) {
        String kind = node.path("type").asText();
        Node known = NODES.get(kind);
        if (known == null) {
            throw new ElmProblem(
                    "Library " + library.name() + " " + library.version() + " uses the operator '" + kind + "'"
                            + place(node),
                    "this version of Charthouse does not know it: ask for it, or take the measure out");
        }
        Evaluator evaluator = known.compile(node, this);
        String locator = node.path("locator").asText();
        return (locator.isEmpty() || !Nodes.mayFail(node)) ? evaluator : located(evaluator, locator);
    }

    /** The expression of a definition: where the part that fails tells no place, this is its place. */
    Evaluator whole(JsonNode definition) {
        Evaluator evaluator = compile(definition.path("expression"));
        String own = definition.path("locator").asText();
        String locator = own.isEmpty() ? definition.at("/expression/locator").asText() : own;
        return locator.isEmpty() ? evaluator : located(evaluator, locator);
    }

    private static String place(JsonNode node) {
        String locator = node.path("locator").asText();
        return locator.isEmpty() ? "" : " at " + locator;
    }

    private static Evaluator located(Evaluator evaluator, String locator) {
        return frame -> {
            try {
                return evaluator.eval(frame);
            } catch (CqlException e) {
                throw e.at(locator);
            }
        };
    }

    /** The child of a name; null where there is none. */
    @Nullable
    Evaluator optional(JsonNode node, String child) {
        JsonNode found = node.get(child);
        return (found == null || found.isNull()) ? null : compile(found);
    }

    /** The child of a name, or null's evaluator. */
    Evaluator child(JsonNode node, String child) {
        Evaluator found = optional(node, child);
        return found == null ? frame -> null : found;
    }

    Evaluator operand(JsonNode node) {
        return child(node, "operand");
    }

    List<Evaluator> operands(JsonNode node) {
        List<Evaluator> operands = new ArrayList<>();
        node.path("operand").forEach(operand -> operands.add(compile(operand)));
        return operands;
    }

    /** The precision that an operator names; null where it names none. */
    static @Nullable Precision precision(JsonNode node) {
        JsonNode precision = node.get("precision");
        return (precision == null || precision.isNull()) ? null : Precision.ofElm(precision.asText());
    }

    /** Gives a name a place of its own, until it is {@link #forget forgotten}. */
    int declare(String name) {
        names.computeIfAbsent(name, unknown -> new ArrayDeque<>()).push(size);
        return size++;
    }

    void forget(String name) {
        names.getOrDefault(name, new ArrayDeque<>()).poll();
    }

    /** The place of a name; -1 where it is not declared here. */
    int place(String name) {
        Deque<Integer> places = names.get(name);
        return (places == null || places.isEmpty()) ? -1 : places.peek();
    }

    /** What stands under a name. */
    Evaluator named(String name) {
        int place = placeOf(name);
        return frame -> frame.slots[place];
    }

    /**
     * The place of a name.
     *
     * @throws ElmProblem where it stands for nothing
     */
    int placeOf(String name) {
        int place = place(name);
        if (place < 0) {
            throw new ElmProblem(
                    "Library " + library.name() + " " + library.version() + " uses the name '" + name
                            + "' where it stands for nothing",
                    "the library is broken: take it from its publisher again");
        }
        return place;
    }

    /** The library that a node refers to: an included one, or this. */
    ElmLibrary library(JsonNode node) {
        String alias = node.path("libraryName").asText();
        return alias.isEmpty() ? library : linker.included(library, alias);
    }
}
