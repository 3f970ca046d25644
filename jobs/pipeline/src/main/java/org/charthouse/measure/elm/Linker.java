package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.measure.value.Code;
import org.jspecify.annotations.Nullable;

/** Compiles definitions of libraries as they are asked for, each once, and gathers what they need. */
public final class Linker {

    private final Content content;
    private final int evaluation;
    private final PathCheck paths;
    private final CodeSets codeSets = new CodeSets();
    private final Map<String, Definition> definitions = new HashMap<>();
    private final Map<String, List<Function>> functions = new HashMap<>();
    private final Map<Retrieve.Key, Integer> retrieves = new HashMap<>();
    private final Map<String, Retrieve.Index> indexes = new HashMap<>();
    private final Set<String> types = new TreeSet<>();
    private final Set<String> elements = new TreeSet<>();
    private final Needs needs = new Needs();
    private ClassVisits visits = ClassVisits.NONE;
    private int count;

    /**
     * A linker.
     *
     * @param evaluation minutes east of UTC at which dates and times are compared
     */
    public Linker(Content content, int evaluation) {
        this.content = content;
        this.evaluation = evaluation;
        this.paths = new PathCheck(content);
    }

    /** What is compiled from now on takes encounters of certain classes as well. */
    public void visits(ClassVisits taken) {
        visits = taken;
    }

    ClassVisits visits() {
        return visits;
    }

    /** What is compiled otherwise has another key. */
    private String key(ElmLibrary library, String name) {
        return library.name() + "|" + library.version() + "|" + name + visits.key();
    }

    /** All that has been compiled so far. */
    public Program program() {
        return new Program(this);
    }

    /**
     * A definition of a library, with all that it refers to.
     *
     * @throws ElmProblem where something is missing or unknown
     */
    public Definition definition(ElmLibrary library, String name) {
        String key = key(library, name);
        needs.uses(key);
        Definition known = definitions.get(key);
        if (known != null) {
            return known;
        }
        JsonNode node = library.definition(name);
        if (node == null) {
            throw new ElmProblem(
                    "Library " + library.name() + " " + library.version() + " has no definition '" + name + "'",
                    "take the library that the measure was published with");
        }
        Definition definition = new Definition(key, library.name(), name, count++);
        if (node.path("context").asText().equals("Unfiltered")) {
            definition.unfiltered();
        }
        definitions.put(key, definition);
        complete(key, definitions, () -> {
            paths.check(library, node);
            Compiler compiler = new Compiler(this, library);
            Evaluator body = compiler.whole(node);
            definition.body(body, compiler.frameSize());
            needs.compiled(definition);
        });
        return definition;
    }

    /** Compiles what was entered under a key; takes it out again where that fails, so that nobody finds half of it. */
    private void complete(String key, Map<String, ?> entered, Runnable compilation) {
        needs.enter(key);
        boolean isDone = false;
        try {
            compilation.run();
            isDone = true;
        } catch (ElmProblem e) {
            throw e.in(shown(key));
        } finally {
            needs.leave();
            if (!isDone) {
                entered.remove(key);
            }
        }
    }

    /** {@code Seen 1, 'Was Seen'}. */
    private static String shown(String key) {
        String[] parts = key.split("\\|", -1);
        return parts[0] + " " + parts[1] + ", '" + parts[2] + "'";
    }

    /** The functions of a name with a number of operands. */
    List<Function> functions(ElmLibrary library, String name, int operands) {
        String key = key(library, name) + "|" + operands;
        needs.uses(key);
        List<Function> known = functions.get(key);
        if (known != null) {
            return known;
        }
        List<Function> found = new ArrayList<>();
        functions.put(key, found);
        complete(key, functions, () -> {
            for (JsonNode node : library.functions(name)) {
                if (node.path("operand").size() == operands) {
                    found.add(function(library, node));
                }
            }
        });
        if (found.isEmpty()) {
            throw new ElmProblem(
                    "Library " + library.name() + " " + library.version() + " has no function '" + name + "' of "
                            + operands + " operands",
                    "take the library that the measure was published with");
        }
        return found;
    }

    private Function function(ElmLibrary library, JsonNode node) {
        paths.check(library, node);
        List<TypeTest> tests = new ArrayList<>();
        Compiler compiler = new Compiler(this, library);
        for (JsonNode operand : node.path("operand")) {
            JsonNode type = operand.get("operandTypeSpecifier");
            tests.add(type == null ? Types.named(operand.path("operandType").asText()) : Types.of(type));
            compiler.declare(operand.path("name").asText());
        }
        Function function =
                new Function(library.name() + "." + node.path("name").asText(), tests);
        Evaluator body = node.path("external").asBoolean()
                ? External.function(library.name(), node.path("name").asText())
                : compiler.compile(node.path("expression"));
        function.body(body, compiler.frameSize());
        return function;
    }

    /** The library that another includes under a name. */
    ElmLibrary included(ElmLibrary library, String alias) {
        ElmLibrary.Include include = library.includes().get(alias);
        if (include == null) {
            throw new ElmProblem(
                    "Library " + library.name() + " " + library.version() + " includes nothing under '" + alias + "'",
                    "the library is broken: take it from its publisher again");
        }
        return content.library(include.name(), include.version())
                .orElseThrow(() -> content.isWithoutElm(include.name())
                        ? ElmProblem.withoutElm(include.name())
                        : new ElmProblem(
                                "Library " + include.name() + " " + include.version() + " is missing; " + library.name()
                                        + " "
                                        + library.version() + " includes it"
                                        + content.library(include.name(), "")
                                                .map(other -> "; there is version " + other.version())
                                                .orElse(""),
                                "add it to the folder of the package"));
    }

    /** A value set by its number; one that is not there is empty, and told. */
    ValueSet valueSet(String url, String version, String name) {
        Optional<Collection<Code>> codes = content.valueSet(url, version);
        needs.valueSet(url, name, codes);
        Collection<Code> present = codes.orElse(List.of());
        return new ValueSet(url, codeSets.number(url + "|" + version, () -> present), present);
    }

    int number(List<Code> codes) {
        return codeSets.number(codes.toString(), () -> codes);
    }

    /** A retrieve, and what it looks at. */
    Retrieve retrieve(Retrieve.Key key, @Nullable Evaluator codes) {
        types.add(key.index().type());
        needs.type(key.index().type());
        looksAt(key.index().property());
        Profiles.elements(key.template()).forEach(this::looksAt);
        int number = Objects.requireNonNull(retrieves.computeIfAbsent(key, unknown -> retrieves.size()));
        return new Retrieve(number, key, codes);
    }

    void looksAt(String element) {
        elements.add(element);
    }

    int evaluation() {
        return evaluation;
    }

    int definitions() {
        return count;
    }

    /** The index of an element of a type. */
    Retrieve.Index index(String type, String property) {
        String key = type + "." + property;
        return Objects.requireNonNull(
                indexes.computeIfAbsent(key, unknown -> new Retrieve.Index(indexes.size(), type, property)));
    }

    int indexes() {
        return indexes.size();
    }

    int retrieves() {
        return retrieves.size();
    }

    CodeSets codeSets() {
        return codeSets;
    }

    Set<String> types() {
        return types;
    }

    Set<String> elements() {
        return elements;
    }

    Needs needs() {
        return needs;
    }
}
