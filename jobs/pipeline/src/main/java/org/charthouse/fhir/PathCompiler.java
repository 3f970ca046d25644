package org.charthouse.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.charthouse.error.NearestWord;

/**
 * Compiles FHIRPath, as ViewDefinitions need it, to Columns: navigation, variables, and the functions whose argument is
 * an expression of its own; others are in {@link Functions}. What is not supported is an IllegalArgumentException that
 * names the part; the caller adds view and column.
 */
final class PathCompiler {
    private static final Set<String> OWN =
            Set.of("where", "exists", "all", "select", "iif", "ofType", "as", "is", "not", "empty");
    private static final Map<String, String> SYSTEMS =
            Map.of("sct", "http://snomed.info/sct", "loinc", "http://loinc.org", "ucum", "http://unitsofmeasure.org");

    private final Focus resource;
    private final Map<String, FhirPath.Literal> constants;
    private final Operations operations;
    private final Functions functions;

    PathCompiler(Focus resource, Map<String, FhirPath.Literal> constants, Surplus surplus) {
        this.resource = resource;
        this.constants = constants;
        this.operations = new Operations(surplus);
        this.functions = new Functions(operations);
    }

    /**
     * @param start what the path starts from
     * @param rowIndex the position of the current forEach item, from 0
     */
    Focus compile(String path, Focus start, Column rowIndex) {
        return compile(FhirPathParser.parse(path), new Scope(start, start, rowIndex));
    }

    private record Scope(Focus start, Focus context, Column rowIndex) {
        Scope at(Focus item) {
            return new Scope(item, context, rowIndex);
        }
    }

    private Focus compile(FhirPath path, Scope scope) {
        if (path instanceof FhirPath.Start) {
            return scope.start();
        }
        if (path instanceof FhirPath.Nothing) {
            return Focus.nothing();
        }
        if (path instanceof FhirPath.Member member) {
            return member(member, scope);
        }
        if (path instanceof FhirPath.Index index) {
            return index(index, scope);
        }
        if (path instanceof FhirPath.Operation operation) {
            return operation(operation, scope);
        }
        if (path instanceof FhirPath.Variable variable) {
            return variable(variable.name(), scope);
        }
        if (path instanceof FhirPath.Literal literal) {
            return literal(literal);
        }
        return call((FhirPath.Call) path, scope);
    }

    private Focus member(FhirPath.Member member, Scope scope) {
        Focus of = compile(member.of(), scope);
        if (of.kind() == FhirKind.NOTHING) {
            return of;
        }
        // A path may begin with the name of the type that it starts from.
        boolean type = member.of() instanceof FhirPath.Start && of.choice().isEmpty();
        return type && of.fhir().name().equals(member.name()) ? of : of.child(member.name());
    }

    private Focus operation(FhirPath.Operation operation, Scope scope) {
        Focus left = compile(operation.left(), scope);
        return switch (operation.operator()) {
            case "is" -> is(left, FhirPathNames.type(operation.right()));
            case "as" -> left.ofType(FhirPathNames.type(operation.right()));
            default -> operations.apply(operation.operator(), left, compile(operation.right(), scope));
        };
    }

    private Focus index(FhirPath.Index index, Scope scope) {
        Focus of = compile(index.of(), scope);
        Focus position = compile(index.position(), scope);
        if (position.kind() != FhirKind.INTEGER || position.many()) {
            throw new IllegalArgumentException("an index must be an integer");
        }
        return of.many()
                ? of.item(get(of.value(), position.value()))
                : of.where(item -> Focus.flag(position.value().equalTo(0)));
    }

    private Focus variable(String name, Scope scope) {
        FhirPath.Literal constant = constants.get(name);
        if (constant != null) {
            return literal(constant);
        }
        if (SYSTEMS.containsKey(name)) {
            return Focus.single(lit(SYSTEMS.get(name)), "string");
        }
        return switch (name) {
            case "rowIndex" -> Focus.single(scope.rowIndex(), "integer");
            case "resource", "rootResource" -> resource;
            case "context" -> scope.context();
            default ->
                throw new IllegalArgumentException(
                        "no constant is named '" + name + "', " + NearestWord.cure(name, constants.keySet()));
        };
    }

    private static Focus literal(FhirPath.Literal literal) {
        Object value = literal.value();
        if (value instanceof BigDecimal decimal) {
            // As text, like every decimal in the lake.
            return Focus.single(lit(decimal.toPlainString()), "decimal");
        }
        boolean small = value instanceof Integer && FhirKind.of(literal.type()) != FhirKind.INTEGER;
        return Focus.single(lit(value), small ? "integer" : literal.type());
    }

    private Focus call(FhirPath.Call call, Scope scope) {
        if (call.name().equals("iif")) {
            return choose(call, scope);
        }
        Focus of = compile(call.of(), scope);
        if (OWN.contains(call.name())) {
            return own(call, of, scope);
        }
        if (!Functions.NAMES.contains(call.name())) {
            Set<String> known = new TreeSet<>(OWN);
            known.addAll(Functions.NAMES);
            throw new IllegalArgumentException(
                    "the function " + call.name() + "() is not supported, " + NearestWord.cure(call.name(), known));
        }
        List<Focus> arguments = call.name().equals("getReferenceKey")
                ? List.of()
                : call.arguments().stream()
                        .map(argument -> compile(argument, scope))
                        .toList();
        return functions.apply(call, of, arguments);
    }

    private Focus own(FhirPath.Call call, Focus of, Scope scope) {
        return switch (call.name()) {
            case "where" -> where(call, of, scope);
            case "exists" -> Focus.flag((call.arguments().isEmpty() ? of : where(call, of, scope)).exists());
            case "all" -> {
                FhirPath criterion = FhirPathNames.only(call);
                yield Focus.flag(not(of.where(
                                item -> Focus.flag(not(Operations.truth(compile(criterion, scope.at(item))))))
                        .exists()));
            }
            case "select" -> select(FhirPathNames.only(call), of, scope);
            case "empty" -> Focus.flag(not(of.exists()));
            case "not" -> Focus.flag(not(operations.bool(of)));
            case "is" -> is(of, FhirPathNames.type(FhirPathNames.only(call)));
            default -> of.ofType(FhirPathNames.type(FhirPathNames.only(call)));
        };
    }

    private Focus where(FhirPath.Call call, Focus of, Scope scope) {
        FhirPath criterion = FhirPathNames.only(call);
        return of.where(item -> compile(criterion, scope.at(item)));
    }

    private Focus select(FhirPath projection, Focus of, Scope scope) {
        if (!of.many()) {
            return compile(projection, scope.at(of));
        }
        Focus[] shape = {of};
        Column projected = transform(of.value(), item -> {
            shape[0] = compile(projection, scope.at(of.item(item)));
            return shape[0].items();
        });
        Focus one = shape[0];
        return new Focus(Focus.flat(projected), one.type(), true, one.fhir(), "");
    }

    private Focus is(Focus of, String type) {
        if (of.choice().isEmpty()) {
            return Focus.flag(when(of.exists(), lit(Focus.isA(of.fhir().name(), type))));
        }
        boolean possible = of.fhir().choices(of.choice()).stream()
                .anyMatch(each -> each.type().name().equals(type));
        Column held = possible ? of.ofType(type).exists() : lit(false);
        return Focus.flag(when(of.exists(), held));
    }

    private Focus choose(FhirPath.Call call, Scope outer) {
        List<FhirPath> arguments = call.arguments();
        if (arguments.size() != 2 && arguments.size() != 3) {
            throw new IllegalArgumentException("iif() takes a condition, a result and perhaps an alternative");
        }
        Scope scope = outer.at(compile(call.of(), outer));
        Column condition = coalesce(operations.bool(compile(arguments.get(0), scope)), lit(false));
        Focus result = compile(arguments.get(1), scope);
        if (arguments.size() == 2) {
            return result.with(when(condition, result.value()));
        }
        Focus other = compile(arguments.get(2), scope);
        if (result.kind() == FhirKind.NOTHING) {
            return other.with(when(not(condition), other.value()));
        }
        if (other.kind() == FhirKind.NOTHING) {
            return result.with(when(condition, result.value()));
        }
        if (!result.type().equals(other.type())) {
            throw new IllegalArgumentException("iif() gives one type or another ("
                    + result.fhir().name() + ", " + other.fhir().name() + ")");
        }
        return result.many() || other.many()
                ? new Focus(
                        when(condition, result.items()).otherwise(other.items()),
                        result.type(),
                        true,
                        result.fhir(),
                        "")
                : result.with(when(condition, result.value()).otherwise(other.value()));
    }
}
