package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.charthouse.lake.StaticCall;

/**
 * FHIRPath's operators on Columns (FHIRPath N1, 6). Null stands for the empty collection, and SQL's three-valued logic
 * is FHIRPath's.
 */
final class Operations {
    private final Surplus surplus;

    Operations(Surplus surplus) {
        this.surplus = surplus;
    }

    Focus apply(String operator, Focus left, Focus right) {
        if (left.kind() == FhirKind.NOTHING || right.kind() == FhirKind.NOTHING) {
            return withNothing(operator, left, right);
        }
        return switch (operator) {
            case "and" -> Focus.flag(bool(left).and(bool(right)));
            case "or" -> Focus.flag(bool(left).or(bool(right)));
            case "xor" -> Focus.flag(bool(left).notEqual(bool(right)));
            case "implies" -> Focus.flag(not(bool(left)).or(bool(right)));
            case "=" -> Focus.flag(equality(left, right));
            case "!=" -> Focus.flag(not(equality(left, right)));
            case "~" -> Focus.flag(equivalence(left, right));
            case "!~" -> Focus.flag(not(equivalence(left, right)));
            case "<", "<=", ">", ">=" -> Focus.flag(order(operator, left, right));
            case "&" -> Focus.single(concat(orBlank(left), orBlank(right)), "string");
            case "+", "-", "*", "/", "div", "mod" -> new Arithmetic(this).apply(operator, left, right);
            case "|" -> union(left, right);
            case "in" -> Focus.flag(contains(right, left));
            case "contains" -> Focus.flag(contains(left, right));
            default -> throw new IllegalArgumentException("the operator '" + operator + "' is not supported");
        };
    }

    /** {@code {}} takes the type of what it meets; with itself it stays empty. */
    private Focus withNothing(String operator, Focus left, Focus right) {
        Focus other = left.kind() == FhirKind.NOTHING ? right : left;
        boolean logical = operator.matches("and|or|xor|implies");
        Focus typed = logical ? Focus.flag(lit(null).cast("boolean")) : other;
        if (other.kind() == FhirKind.NOTHING && !logical) {
            typed = Focus.single(lit(null).cast("string"), "string");
        }
        Focus empty = typed.column() == null ? typed : typed.absent();
        Focus one = left.kind() == FhirKind.NOTHING ? empty : left;
        return apply(operator, one, right.kind() == FhirKind.NOTHING ? empty : right);
    }

    /** A condition's outcome, empty counting as false. */
    static Column truth(Focus focus) {
        return coalesce(new Operations(Surplus.FIRST).bool(focus), lit(false));
    }

    Column bool(Focus focus) {
        if (focus.kind() == FhirKind.NOTHING) {
            return lit(null).cast("boolean");
        }
        if (focus.kind() != FhirKind.BOOLEAN) {
            throw new IllegalArgumentException("a condition must be true or false: compare the value, or ask exists()");
        }
        return only(focus);
    }

    /** The value of a collection of at most one; larger ones fail, or are null where one record must not stop a table. */
    Column only(Focus focus) {
        if (!focus.many()) {
            return focus.value();
        }
        Column first = get(focus.value(), lit(0));
        return surplus == Surplus.FIRST
                ? when(size(focus.value()).leq(1), first)
                : when(size(focus.value()).gt(1), crowded()).otherwise(first);
    }

    static Column crowded() {
        return raise_error(lit(CompiledView.SURPLUS));
    }

    private Column equality(Focus left, Focus right) {
        Operations lenient = new Operations(Surplus.FIRST);
        Column equal = lenient.equal(left, right);
        if (!left.many() && !right.many()) {
            return equal;
        }
        // Collections of different sizes are unequal, unless one is empty; else items are compared in order.
        Column crowd = left.type().equals(right.type()) ? left.items().equalTo(right.items()) : lit(false);
        return when(not(left.exists().and(right.exists())), lit(null).cast("boolean"))
                .when(isCrowd(left).or(isCrowd(right)), crowd)
                .otherwise(equal);
    }

    private static Column isCrowd(Focus focus) {
        return focus.many() ? size(focus.value()).gt(1) : lit(false);
    }

    private Column equal(Focus left, Focus right) {
        FhirKind one = left.kind();
        FhirKind other = right.kind();
        if (one == FhirKind.COMPLEX || other == FhirKind.COMPLEX) {
            left.exists();
            throw new IllegalArgumentException("complex values cannot be compared: compare an element of theirs");
        }
        if (one.isNumber() && other.isNumber()) {
            return one == other && one == FhirKind.INTEGER
                    ? only(left).equalTo(only(right))
                    : order(left, right).equalTo(0);
        }
        if (areMoments(one, other)) {
            return order(left, right).equalTo(0);
        }
        return one == other
                ? only(left).equalTo(only(right))
                : when(only(left).isNotNull().and(only(right).isNotNull()), lit(false));
    }

    /** A text may stand for a date or time, as constants and literals often do. */
    private static boolean areMoments(FhirKind one, FhirKind other) {
        return (one.isTemporal() && (other.isTemporal() || other == FhirKind.TEXT))
                || (other.isTemporal() && one == FhirKind.TEXT);
    }

    /** Less than 0, 0 or more. */
    private Column order(Focus left, Focus right) {
        Class<?> judge = left.kind().isNumber() ? Decimals.class : Moment.class;
        return StaticCall.of(judge, "compare", DataTypes.IntegerType, text(left), text(right));
    }

    /** The one value as text; a number as it is written. */
    Column text(Focus focus) {
        Column only = only(focus);
        return focus.type().equals(DataTypes.StringType) ? only : only.cast("string");
    }

    private Column equivalence(Focus left, Focus right) {
        Column alike;
        if (left.kind() == FhirKind.TEXT && right.kind() == FhirKind.TEXT) {
            alike = folded(left).equalTo(folded(right));
        } else if (left.kind().isNumber() && right.kind().isNumber()) {
            alike = StaticCall.of(Decimals.class, "alike", DataTypes.BooleanType, text(left), text(right));
        } else {
            alike = equality(left, right);
        }
        return when(not(left.exists()).and(not(right.exists())), lit(true)).otherwise(coalesce(alike, lit(false)));
    }

    private Column folded(Focus focus) {
        return StaticCall.of(Texts.class, "folded", DataTypes.StringType, only(focus));
    }

    private Column order(String operator, Focus left, Focus right) {
        FhirKind one = left.kind();
        FhirKind other = right.kind();
        boolean plain = one == other && (one == FhirKind.INTEGER || one == FhirKind.TEXT);
        if (plain) {
            return compare(operator, only(left), only(right));
        }
        if ((one.isNumber() && other.isNumber()) || areMoments(one, other)) {
            return compare(operator, order(left, right), lit(0));
        }
        throw new IllegalArgumentException("'" + operator + "' needs two numbers, two dates or two texts");
    }

    private static Column compare(String operator, Column left, Column right) {
        return switch (operator) {
            case "<" -> left.lt(right);
            case "<=" -> left.leq(right);
            case ">" -> left.gt(right);
            default -> left.geq(right);
        };
    }

    private Column orBlank(Focus focus) {
        if (focus.kind() != FhirKind.TEXT && !focus.kind().isTemporal()) {
            throw new IllegalArgumentException("'&' joins texts: use toString()");
        }
        return coalesce(only(focus), lit(""));
    }

    /** The items of both in their order, each once (FHIRPath N1, 6.4). */
    Focus union(Focus left, Focus right) {
        Focus both = combine(left, right);
        return both.with(array_distinct(both.value()));
    }

    /** The items of both in their order. */
    static Focus combine(Focus left, Focus right) {
        if (left.kind() == FhirKind.NOTHING || right.kind() == FhirKind.NOTHING) {
            return left.kind() == FhirKind.NOTHING ? right : left;
        }
        if (!left.type().equals(right.type())) {
            throw new IllegalArgumentException("values of different types are put together ("
                    + left.fhir().name() + ", " + right.fhir().name() + ")");
        }
        Column both = Focus.flat(array(left.items(), right.items()));
        return new Focus(both, left.type(), true, left.fhir(), "");
    }

    /** Whether an item is in a collection; empty where there is no item (FHIRPath N1, 6.4.2). */
    private Column contains(Focus items, Focus item) {
        Column found = items.where(each -> Focus.flag(equal(each, item))).exists();
        return when(only(item).isNotNull(), found);
    }
}
