package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.jspecify.annotations.Nullable;

/** Codes, value sets and retrieves (ELM, 3 and 12 and 23). */
final class TerminologyNodes {

    private TerminologyNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("CodeRef", (node, compiler) -> constant(code(node, compiler)));
        nodes.put("ConceptRef", (node, compiler) -> constant(concept(node, compiler)));
        nodes.put("Code", (node, compiler) -> constant(literal(node, compiler)));
        nodes.put("Concept", TerminologyNodes::conceptLiteral);
        nodes.put("CodeSystemRef", (node, compiler) -> constant(codeSystem(node, compiler)));
        nodes.put("ValueSetRef", (node, compiler) -> constant(valueSet(node, compiler)));
        nodes.put(
                "ExpandValueSet",
                Nodes.unary(value -> value instanceof ValueSet set ? List.copyOf(set.codes()) : null));
        nodes.put("InValueSet", (node, compiler) -> in(node, compiler, "code"));
        nodes.put("AnyInValueSet", (node, compiler) -> in(node, compiler, "codes"));
        nodes.put("InCodeSystem", (node, compiler) -> inSystem(node, compiler, "code"));
        nodes.put("AnyInCodeSystem", (node, compiler) -> inSystem(node, compiler, "codes"));
        nodes.put("Retrieve", TerminologyNodes::retrieve);
    }

    private static Evaluator constant(Object value) {
        return frame -> value;
    }

    /** What a library declares under the name that a node refers to. */
    private static JsonNode declared(JsonNode node, Compiler compiler, String part) {
        ElmLibrary library = compiler.library(node);
        JsonNode found = library.part(part).get(node.path("name").asText());
        if (found == null) {
            throw new ElmProblem(
                    "Library " + library.name() + " " + library.version() + " declares no '"
                            + node.path("name").asText() + "' among its " + part,
                    "take the library that the measure was published with");
        }
        return found;
    }

    private static Code code(JsonNode node, Compiler compiler) {
        ElmLibrary library = compiler.library(node);
        return code(declared(node, compiler, "codes"), library, compiler);
    }

    private static Code code(JsonNode declared, ElmLibrary library, Compiler compiler) {
        Compiler there = new Compiler(compiler.linker(), library);
        return new Code(
                declared.path("id").asText(),
                codeSystem(declared.path("codeSystem"), there),
                null,
                declared.path("display").asText());
    }

    private static String codeSystem(JsonNode node, Compiler compiler) {
        return declared(node, compiler, "codeSystems").path("id").asText();
    }

    private static Concept concept(JsonNode node, Compiler compiler) {
        ElmLibrary library = compiler.library(node);
        JsonNode declared = declared(node, compiler, "concepts");
        Compiler there = new Compiler(compiler.linker(), library);
        List<Code> codes = new ArrayList<>();
        declared.path("code").forEach(code -> codes.add(code(code, there)));
        return new Concept(codes, declared.path("display").asText());
    }

    private static Code literal(JsonNode node, Compiler compiler) {
        return new Code(
                node.path("code").asText(),
                codeSystem(node.path("system"), compiler),
                null,
                node.path("display").asText());
    }

    private static Evaluator conceptLiteral(JsonNode node, Compiler compiler) {
        List<Code> codes = new ArrayList<>();
        node.path("code").forEach(code -> codes.add(literal(code, compiler)));
        return constant(new Concept(codes, node.path("display").asText()));
    }

    private static ValueSet valueSet(JsonNode node, Compiler compiler) {
        JsonNode declared = declared(node, compiler, "valueSets");
        return compiler.linker()
                .valueSet(
                        declared.path("id").asText(),
                        declared.path("version").asText(),
                        declared.path("name").asText());
    }

    private static Evaluator in(JsonNode node, Compiler compiler, String child) {
        Evaluator codes = compiler.child(node, child);
        JsonNode named = node.get("valueset");
        Evaluator set = named == null
                ? compiler.child(node, "valuesetExpression")
                : compiler.compile(typed(named, "ValueSetRef"));
        CodeSets sets = compiler.linker().codeSets();
        return frame -> {
            Object value = codes.eval(frame);
            return value == null ? (Object) false : anyIn(Codes.of(value), set.eval(frame), sets);
        };
    }

    private static JsonNode typed(JsonNode node, String type) {
        return node.has("type")
                ? node
                : ((com.fasterxml.jackson.databind.node.ObjectNode) node.deepCopy()).put("type", type);
    }

    private static @Nullable Boolean anyIn(List<Code> codes, @Nullable Object set, CodeSets sets) {
        if (!(set instanceof ValueSet wanted)) {
            return null;
        }
        for (Code code : codes) {
            if (sets.contains(wanted.number(), code)) {
                return true;
            }
        }
        return false;
    }

    private static Evaluator inSystem(JsonNode node, Compiler compiler, String child) {
        Evaluator codes = compiler.child(node, child);
        String system = codeSystem(node.path("codesystem"), compiler);
        return frame -> {
            Object value = codes.eval(frame);
            return value == null
                    ? (Object) false
                    : Codes.of(value).stream().anyMatch(code -> system.equals(code.system()));
        };
    }

    private static Evaluator retrieve(JsonNode node, Compiler compiler) {
        String type = Types.local(node.path("dataType").asText());
        String property = node.path("codeProperty").asText("");
        Retrieve.Index index = compiler.linker().index(type, property);
        String template = node.path("templateId").asText();
        JsonNode codes = node.path("codes");
        boolean isCoded = codes.isObject();
        int codeSet = isCoded ? fixed(codes, compiler).orElse(Sought.ALL) : Sought.ALL;
        Retrieve.Key key = new Retrieve.Key(index, template, codeSet);
        Evaluator computed = isCoded && codeSet < 0 ? compiler.compile(codes) : null;
        Retrieve retrieve = compiler.linker().retrieve(key, computed);
        Predicate<Element> others = codeSet < 0 ? null : others(index, codes, compiler);
        compiler.linker().needs().seeks(new Sought(index, others == null ? codeSet : Sought.ALL));
        return others == null ? retrieve : new VisitRetrieve(key, others);
    }

    /** Which encounters a retrieve by a value set takes for its class; null where none. */
    private static @Nullable Predicate<Element> others(Retrieve.Index index, JsonNode codes, Compiler compiler) {
        Linker linker = compiler.linker();
        return switch (codes.path("type").asText()) {
            case "ExpandValueSet" -> others(index, codes.path("operand"), compiler);
            case "Property" -> others(index, codes.path("source"), compiler);
            case "ValueSetRef" -> {
                if (!VisitRetrieve.isOf(index)) {
                    yield null;
                }
                ValueSet set = valueSet(codes, compiler);
                linker.needs().visit(set.url());
                linker.looksAt("class");
                yield linker.visits().others(set);
            }
            default -> null;
        };
    }

    /** The number of the codes where they are a value set, or codes that are written out. */
    private static Optional<Integer> fixed(JsonNode codes, Compiler compiler) {
        return switch (codes.path("type").asText()) {
            case "ValueSetRef" -> Optional.of(valueSet(codes, compiler).number());
            case "ExpandValueSet", "ToList", "ToConcept" -> fixed(codes.path("operand"), compiler);
            case "Property" ->
                codes.path("path").asText().equals("codes") ? fixed(codes.path("source"), compiler) : Optional.empty();
            case "CodeRef" -> Optional.of(compiler.linker().number(List.of(code(codes, compiler))));
            case "ConceptRef" ->
                Optional.of(compiler.linker().number(concept(codes, compiler).codes()));
            case "List" -> written(codes, compiler);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> written(JsonNode list, Compiler compiler) {
        List<Code> codes = new ArrayList<>();
        for (JsonNode item : list.path("element")) {
            if (!item.path("type").asText().equals("CodeRef")) {
                return Optional.empty();
            }
            codes.add(code(item, compiler));
        }
        return Optional.of(compiler.linker().number(codes));
    }

    /** Codes of whatever an expression may give, value sets included. */
    static final class Codes {
        private Codes() {}

        static List<Code> of(Object value) {
            if (value instanceof ValueSet set) {
                Collection<Code> codes = set.codes();
                return List.copyOf(codes);
            }
            return value instanceof String text ? List.of(new Code(text, null, null, null)) : Element.codes(value);
        }
    }
}
