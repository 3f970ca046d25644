package org.charthouse.fhir;

import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.charthouse.lake.StaticCall;

/** FHIRPath's functions on one value: texts, numbers, and what makes one of the other (FHIRPath N1, 5.5 to 5.7). */
final class ValueFunctions {
    /** How many arguments each takes: least and most. */
    private static final Map<String, int[]> ARGUMENTS = Map.ofEntries(
            Map.entry("startsWith", new int[] {1, 1}),
            Map.entry("endsWith", new int[] {1, 1}),
            Map.entry("contains", new int[] {1, 1}),
            Map.entry("indexOf", new int[] {1, 1}),
            Map.entry("substring", new int[] {1, 2}),
            Map.entry("replace", new int[] {2, 2}),
            Map.entry("matches", new int[] {1, 1}),
            Map.entry("replaceMatches", new int[] {2, 2}),
            Map.entry("length", new int[] {0, 0}),
            Map.entry("upper", new int[] {0, 0}),
            Map.entry("lower", new int[] {0, 0}),
            Map.entry("trim", new int[] {0, 0}),
            Map.entry("toString", new int[] {0, 0}),
            Map.entry("toInteger", new int[] {0, 0}),
            Map.entry("toDecimal", new int[] {0, 0}),
            Map.entry("toBoolean", new int[] {0, 0}),
            Map.entry("abs", new int[] {0, 0}));

    static final Set<String> NAMES = ARGUMENTS.keySet();

    private final Operations operations;

    ValueFunctions(Operations operations) {
        this.operations = operations;
    }

    Focus apply(String name, Focus of, List<Focus> arguments) {
        int[] limits = ARGUMENTS.getOrDefault(name, new int[] {0, 0});
        if (arguments.size() < limits[0] || arguments.size() > limits[1]) {
            throw new IllegalArgumentException(name + "() takes " + limits[0]
                    + (limits[0] == limits[1] ? "" : " or " + limits[1])
                    + (limits[1] == 1 ? " argument" : " arguments"));
        }
        if (of.kind() == FhirKind.COMPLEX) {
            throw new IllegalArgumentException(name + "() belongs to a single primitive value");
        }
        return switch (name) {
            case "toString" -> Focus.single(operations.text(of), "string");
            case "toInteger" -> integer(of);
            case "toDecimal" -> decimal(of);
            case "toBoolean" ->
                Focus.flag(StaticCall.of(Texts.class, "truth", DataTypes.BooleanType, operations.text(of)));
            case "abs" -> abs(of);
            default -> textual(name, of, arguments);
        };
    }

    private Focus integer(Focus of) {
        return switch (of.kind()) {
            case INTEGER -> Focus.single(operations.only(of), "integer");
            case BOOLEAN -> Focus.single(operations.only(of).cast("int"), "integer");
            case TEXT -> Focus.single(Arithmetic.integer(whole(operations.text(of))), "integer");
            default -> Focus.single(lit(null).cast("int"), "integer");
        };
    }

    private static Column whole(Column text) {
        return when(text.rlike("^[+-]?\\d+$"), text);
    }

    private Focus decimal(Focus of) {
        Column text = of.kind() == FhirKind.BOOLEAN
                ? when(operations.only(of), lit("1.0"))
                        .when(org.apache.spark.sql.functions.not(operations.only(of)), lit("0.0"))
                : operations.text(of);
        return Focus.single(StaticCall.of(Decimals.class, "decimal", DataTypes.StringType, text), "decimal");
    }

    private Focus abs(Focus of) {
        if (!of.kind().isNumber()) {
            throw new IllegalArgumentException("abs() belongs to a number");
        }
        Column text = operations.text(of);
        Column bare =
                when(text.startsWith("-"), text.substr(lit(2), length(text))).otherwise(text);
        return of.kind() == FhirKind.INTEGER
                ? Focus.single(Arithmetic.integer(bare), "integer")
                : Focus.single(bare, "decimal");
    }

    private Focus textual(String name, Focus of, List<Focus> arguments) {
        if (of.kind() != FhirKind.TEXT) {
            throw new IllegalArgumentException(name + "() belongs to a text: use toString()");
        }
        Column text = operations.only(of);
        return switch (name) {
            case "startsWith" -> Focus.flag(text.startsWith(text(name, arguments, 0)));
            case "endsWith" -> Focus.flag(text.endsWith(text(name, arguments, 0)));
            case "contains" -> Focus.flag(text.contains(text(name, arguments, 0)));
            case "length" -> Focus.single(length(text), "integer");
            case "upper" -> Focus.single(upper(text), "string");
            case "lower" -> Focus.single(lower(text), "string");
            case "trim" -> Focus.single(call("trim", text), "string");
            case "substring" -> substring(text, arguments);
            case "indexOf" ->
                Focus.single(
                        StaticCall.of(Texts.class, "index", DataTypes.IntegerType, text, text(name, arguments, 0)),
                        "integer");
            case "matches" ->
                Focus.flag(
                        StaticCall.of(Texts.class, "matches", DataTypes.BooleanType, text, text(name, arguments, 0)));
            default -> Focus.single(call(name, text, text(name, arguments, 0), text(name, arguments, 1)), "string");
        };
    }

    private Focus substring(Column text, List<Focus> arguments) {
        Column start = integer("substring", arguments, 0);
        return Focus.single(
                arguments.size() == 1
                        ? call("from", text, start)
                        : call("part", text, start, integer("substring", arguments, 1)),
                "string");
    }

    private static Column call(String method, Column... arguments) {
        return StaticCall.of(Texts.class, method, DataTypes.StringType, arguments);
    }

    private Column text(String name, List<Focus> arguments, int at) {
        return argument(name, arguments.get(at), FhirKind.TEXT, "a text");
    }

    private Column integer(String name, List<Focus> arguments, int at) {
        return argument(name, arguments.get(at), FhirKind.INTEGER, "an integer");
    }

    private Column argument(String name, Focus argument, FhirKind kind, String wanted) {
        if (argument.kind() == FhirKind.NOTHING) {
            return lit(null).cast(kind == FhirKind.TEXT ? "string" : "int");
        }
        if (argument.kind() != kind) {
            throw new IllegalArgumentException(name + "() takes " + wanted);
        }
        return operations.only(argument);
    }
}
