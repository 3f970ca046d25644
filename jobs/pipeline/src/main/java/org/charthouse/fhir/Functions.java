package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.NearestWord;
import org.jspecify.annotations.Nullable;

/** FHIRPath's functions on collections, FHIR's own, and those of SQL on FHIR; those on one value are elsewhere. */
final class Functions {
    private static final Set<String> COLLECTIONS = Set.of(
            "first",
            "last",
            "tail",
            "skip",
            "take",
            "single",
            "count",
            "distinct",
            "isDistinct",
            "combine",
            "union",
            "join",
            "extension",
            "hasValue",
            "getResourceKey",
            "getReferenceKey",
            "lowBoundary",
            "highBoundary");

    /** Everything that is called with values, not with an expression of its own. */
    static final Set<String> NAMES = names();

    private final Operations operations;
    private final ValueFunctions values;

    Functions(Operations operations) {
        this.operations = operations;
        this.values = new ValueFunctions(operations);
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(COLLECTIONS);
        names.addAll(ValueFunctions.NAMES);
        return names;
    }

    Focus apply(FhirPath.Call call, Focus of, List<Focus> arguments) {
        String name = call.name();
        if (ValueFunctions.NAMES.contains(name)) {
            return of.kind() == FhirKind.NOTHING ? of : values.apply(name, of, arguments);
        }
        return switch (name) {
            case "first" -> of.first();
            case "last" -> of.many() ? of.item(get(of.value(), size(of.value()).minus(1))) : of;
            case "tail" -> skip(of, lit(1));
            case "skip" -> skip(of, integer(name, arguments));
            case "take" -> take(of, integer(name, arguments));
            case "single" -> of.column() == null || !of.many() ? of : of.item(operations.only(of));
            case "count" -> Focus.single(count(of), "integer");
            case "distinct" -> of.many() ? of.with(array_distinct(of.value())) : of;
            case "isDistinct" -> Focus.flag(isDistinct(of));
            case "combine" -> Operations.combine(of, only(name, arguments));
            case "union" -> operations.apply("|", of, only(name, arguments));
            case "join" -> join(of, arguments);
            case "extension" -> extension(of, only(name, arguments));
            case "hasValue" ->
                Focus.flag(
                        of.kind() == FhirKind.COMPLEX ? lit(false) : count(of).equalTo(1));
            case "getResourceKey" -> resourceKey(of);
            case "getReferenceKey" -> referenceKey(of, referenced(call));
            default -> boundary(of, name.equals("highBoundary"), precision(call, arguments));
        };
    }

    private static Focus skip(Focus of, Column count) {
        Column from = when(count.gt(0), count).otherwise(0);
        return of.many()
                ? of.with(slice(of.value(), from.plus(1), size(of.value()).plus(1)))
                : of.with(when(count.leq(0), of.value()));
    }

    private static Focus take(Focus of, Column count) {
        return of.many()
                ? of.with(slice(of.value(), lit(1), when(count.gt(0), count).otherwise(0)))
                : of.with(when(count.gt(0), of.value()));
    }

    private static Column count(Focus of) {
        if (of.column() == null || !of.choice().isEmpty()) {
            return of.exists().cast("int");
        }
        return of.many()
                ? coalesce(when(of.value().isNotNull(), size(of.value())), lit(0))
                : of.value().isNotNull().cast("int");
    }

    private static Column isDistinct(Focus of) {
        return of.many() ? coalesce(size(of.value()).equalTo(size(array_distinct(of.value()))), lit(true)) : lit(true);
    }

    private Column integer(String name, List<Focus> arguments) {
        Focus argument = only(name, arguments);
        if (argument.kind() != FhirKind.INTEGER) {
            throw new IllegalArgumentException(name + "() takes an integer");
        }
        return operations.only(argument);
    }

    private static Focus only(String name, List<Focus> arguments) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException(name + "() takes one argument");
        }
        return arguments.get(0);
    }

    private Focus extension(Focus of, Focus url) {
        if (url.kind() != FhirKind.TEXT) {
            throw new IllegalArgumentException("extension() takes a text");
        }
        return of.child("extension").where(item -> operations.apply("=", item.child("url"), url));
    }

    private Focus join(Focus of, List<Focus> arguments) {
        boolean plain = arguments.isEmpty() || only("join", arguments).kind() == FhirKind.TEXT;
        if ((of.kind() != FhirKind.TEXT && !of.kind().isTemporal()) || !plain) {
            throw new IllegalArgumentException("join() needs texts, and at most one separator");
        }
        Column separator = arguments.isEmpty() ? lit("") : operations.only(arguments.get(0));
        // Nothing joined is the empty text (FHIRPath 3.0, 5.6.12), not nothing.
        Column joined = new Column(new org.apache.spark.sql.catalyst.expressions.ArrayJoin(
                of.items().expr(), separator.expr(), scala.Option.empty()));
        return Focus.single(coalesce(joined, lit("")), "string");
    }

    /** The id, since a table holds one type of resource; equal to {@link #referenceKey} with that type. */
    private static Focus resourceKey(Focus of) {
        if (of.column() != null) {
            throw new IllegalArgumentException("getResourceKey() belongs to the resource, not to a part of it");
        }
        return of.child("id");
    }

    private static String referenced(FhirPath.Call call) {
        if (call.arguments().isEmpty()) {
            return "";
        }
        String type = FhirPathNames.type(FhirPathNames.only(call));
        if (!FhirSchema.resourceTypes().contains(type)) {
            throw new IllegalArgumentException(
                    "FHIR has no resource '" + type + "', " + NearestWord.cure(type, FhirSchema.resourceTypes()));
        }
        return type;
    }

    private static Focus referenceKey(Focus of, String type) {
        if (!(of.type() instanceof StructType struct)
                || !of.choice().isEmpty()
                || !Arrays.asList(struct.fieldNames()).containsAll(List.of("reference", FhirSchema.KEY))) {
            throw new IllegalArgumentException("getReferenceKey() belongs to a Reference");
        }
        return of.pick(struct.apply(FhirSchema.KEY), FhirType.primitive("string"))
                .map(
                        text -> type.isEmpty()
                                ? substring_index(text, "/", -1)
                                : when(text.startsWith(type + "/"), substring_index(text, "/", -1)),
                        "string");
    }

    /** A precision must be known while compiling; so it is a literal or a constant. */
    private static @Nullable Integer precision(FhirPath.Call call, List<Focus> arguments) {
        if (arguments.isEmpty()) {
            return null;
        }
        Focus argument = only(call.name(), arguments);
        if (argument.kind() == FhirKind.INTEGER
                && argument.value().expr() instanceof org.apache.spark.sql.catalyst.expressions.Literal literal
                && literal.value() instanceof Integer digits) {
            return digits;
        }
        throw new IllegalArgumentException(call.name() + "() takes an integer that is written out, or a constant");
    }

    private Focus boundary(Focus of, boolean high, @Nullable Integer precision) {
        if (of.kind() == FhirKind.NOTHING) {
            return of;
        }
        if (of.kind() == FhirKind.COMPLEX && of.choice().isEmpty()) {
            return complexBoundary(of, high, precision);
        }
        FhirKind kind = of.kind();
        if (!kind.isNumber() && !kind.isTemporal()) {
            throw new IllegalArgumentException(
                    "a boundary belongs to a number, a date, a time, a Quantity or a Period");
        }
        Boundary boundary = Boundary.of(kind, high, precision);
        Column bound = boundary.column(operations.text(of));
        return Focus.single(bound, kind.isNumber() ? "decimal" : of.fhir().name());
    }

    private Focus complexBoundary(Focus of, boolean high, @Nullable Integer precision) {
        if (of.fhir().name().equals("Period")) {
            return boundary(of.child(high ? "end" : "start"), high, precision);
        }
        if (!Focus.isQuantity(of.fhir().name())) {
            throw new IllegalArgumentException(
                    "a boundary belongs to a number, a date, a time, a Quantity or a Period");
        }
        Boundary boundary = Boundary.of(FhirKind.DECIMAL, high, precision);
        if (of.many()) {
            return of.with(transform(of.value(), item -> bounded(item, boundary)));
        }
        return of.with(bounded(of.value(), boundary));
    }

    private static Column bounded(Column quantity, Boundary boundary) {
        return when(quantity.isNotNull(), quantity.withField("value", boundary.column(quantity.getField("value"))));
    }
}
