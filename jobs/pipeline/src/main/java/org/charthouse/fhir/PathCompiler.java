package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.NearestWord;

/**
 * Compiles the subset of FHIRPath that ViewDefinitions need to Columns. What is outside the subset is an
 * IllegalArgumentException that names the part; the caller adds view and column.
 */
final class PathCompiler {
    private static final Set<String> FUNCTIONS = new TreeSet<>(List.of(
            "empty",
            "exists",
            "extension",
            "first",
            "getReferenceKey",
            "getResourceKey",
            "iif",
            "join",
            "not",
            "ofType",
            "where"));

    private final Focus resource;
    private final Map<String, FhirPath.Literal> constants;

    PathCompiler(Focus resource, Map<String, FhirPath.Literal> constants) {
        this.resource = resource;
        this.constants = constants;
    }

    /**
     * @param start what the path starts from
     * @param rowIndex the position of the current forEach item, from 0
     */
    Focus compile(String path, Focus start, Column rowIndex) {
        return compile(FhirPathParser.parse(path), new Scope(start, rowIndex));
    }

    private record Scope(Focus start, Column rowIndex) {
        Scope at(Focus item) {
            return new Scope(item, rowIndex);
        }
    }

    private Focus compile(FhirPath path, Scope scope) {
        if (path instanceof FhirPath.Start) {
            return scope.start();
        }
        if (path instanceof FhirPath.Member member) {
            return compile(member.of(), scope).child(member.name());
        }
        if (path instanceof FhirPath.Index index) {
            return index(index, scope);
        }
        if (path instanceof FhirPath.Operation operation) {
            return Operations.apply(
                    operation.operator(), compile(operation.left(), scope), compile(operation.right(), scope));
        }
        if (path instanceof FhirPath.Variable variable) {
            return variable(variable.name(), scope);
        }
        if (path instanceof FhirPath.Literal literal) {
            return literal(literal);
        }
        return call((FhirPath.Call) path, scope);
    }

    private Focus index(FhirPath.Index index, Scope scope) {
        Focus of = compile(index.of(), scope);
        Focus position = compile(index.position(), scope);
        if (!position.type().equals(DataTypes.IntegerType) || position.many()) {
            throw new IllegalArgumentException("an index must be an integer");
        }
        return of.item(get(of.items(), position.value()));
    }

    private Focus variable(String name, Scope scope) {
        FhirPath.Literal constant = constants.get(name);
        if (constant != null) {
            return literal(constant);
        }
        return switch (name) {
            case "rowIndex" -> Focus.single(scope.rowIndex(), DataTypes.IntegerType);
            case "resource", "rootResource" -> resource;
            default ->
                throw new IllegalArgumentException(
                        "no constant is named '" + name + "', " + NearestWord.cure(name, constants.keySet()));
        };
    }

    private static Focus literal(FhirPath.Literal literal) {
        Object value = literal.value();
        DataType type = DataTypes.StringType;
        if (value instanceof Boolean) {
            type = DataTypes.BooleanType;
        } else if (value instanceof Integer) {
            type = DataTypes.IntegerType;
        } else if (value instanceof BigDecimal) {
            // As text, like every decimal in the lake.
            return new Focus(lit(value.toString()), type, false, "decimal", "");
        }
        return new Focus(lit(value), type, false, literal.type(), "");
    }

    private Focus call(FhirPath.Call call, Scope scope) {
        if (!FUNCTIONS.contains(call.name())) {
            throw new IllegalArgumentException(
                    "the function " + call.name() + "() is not supported, " + NearestWord.cure(call.name(), FUNCTIONS));
        }
        Focus of = compile(call.of(), scope);
        List<FhirPath> arguments = call.arguments();
        return switch (call.name()) {
            case "where" -> of.where(item -> compile(only(call), scope.at(item)));
            case "exists" ->
                Operations.flag(
                        arguments.isEmpty()
                                ? of.exists()
                                : of.where(item -> compile(only(call), scope.at(item)))
                                        .exists());
            case "empty" -> Operations.flag(not(of.exists()));
            case "not" -> Operations.flag(not(Operations.bool(of)));
            case "first" -> of.first();
            case "ofType" -> of.ofType(typeName(only(call)));
            case "extension" -> extension(of, text(call));
            case "join" -> join(of, arguments.isEmpty() ? "" : text(call));
            case "getResourceKey" -> resourceKey(of);
            case "iif" -> choose(call, scope.at(of));
            default -> referenceKey(of, arguments.isEmpty() ? "" : typeName(only(call)));
        };
    }

    private static Focus extension(Focus of, String url) {
        return of.child("extension")
                .where(item -> Operations.flag(item.child("url").value().equalTo(lit(url))));
    }

    private static Focus join(Focus of, String separator) {
        if (of.type() instanceof StructType) {
            throw new IllegalArgumentException("join() needs texts");
        }
        // Nothing joined is the empty text (FHIRPath 3.0, 5.6.12), not nothing.
        return Focus.single(coalesce(array_join(of.items(), separator), lit("")), DataTypes.StringType);
    }

    private Focus choose(FhirPath.Call call, Scope scope) {
        List<FhirPath> arguments = call.arguments();
        if (arguments.size() != 2) {
            throw new IllegalArgumentException("iif() takes a condition and a result; an alternative is not supported");
        }
        Focus result = compile(arguments.get(1), scope);
        return result.with(when(Operations.truth(compile(arguments.get(0), scope)), result.value()));
    }

    /** The id, since a table holds one type of resource; equal to {@link #referenceKey} with that type. */
    private static Focus resourceKey(Focus of) {
        if (of.column() != null) {
            throw new IllegalArgumentException("getResourceKey() belongs to the resource, not to a part of it");
        }
        return of.child("id");
    }

    private static Focus referenceKey(Focus of, String type) {
        if (!(of.type() instanceof StructType struct)
                || !List.of(struct.fieldNames()).contains("reference")
                || !List.of(struct.fieldNames()).contains(FhirSchema.KEY)) {
            throw new IllegalArgumentException("getReferenceKey() belongs to a Reference");
        }
        Focus key = of.pick(struct.apply(FhirSchema.KEY));
        return key.map(
                text -> type.isEmpty()
                        ? substring_index(text, "/", -1)
                        : when(text.startsWith(type + "/"), substring_index(text, "/", -1)),
                DataTypes.StringType);
    }

    private static FhirPath only(FhirPath.Call call) {
        if (call.arguments().size() != 1) {
            throw new IllegalArgumentException(call.name() + "() takes one argument");
        }
        return call.arguments().get(0);
    }

    private static String typeName(FhirPath argument) {
        if (argument instanceof FhirPath.Member member) {
            return member.name();
        }
        throw new IllegalArgumentException("the name of a FHIR type is expected");
    }

    private String text(FhirPath.Call call) {
        FhirPath argument = only(call);
        if (argument instanceof FhirPath.Variable variable && constants.containsKey(variable.name())) {
            argument = constants.get(variable.name());
        }
        if (argument instanceof FhirPath.Literal literal && literal.value() instanceof String value) {
            return value;
        }
        throw new IllegalArgumentException(call.name() + "() takes a text");
    }
}
