package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * FHIRPath's operators on Columns (FHIRPath N1, 6). Null stands for the empty collection, and SQL's three-valued logic
 * is FHIRPath's.
 */
final class Operations {
    private static final DecimalType NUMBER = DataTypes.createDecimalType(38, 12);
    private static final Set<String> TEMPORAL = Set.of("date", "dateTime", "instant", "time");

    private Operations() {}

    static Focus apply(String operator, Focus left, Focus right) {
        return switch (operator) {
            case "and" -> flag(bool(left).and(bool(right)));
            case "or" -> flag(bool(left).or(bool(right)));
            case "=" -> flag(equality(left, right));
            case "!=" -> flag(functionNot(equality(left, right)));
            case "<", "<=", ">", ">=" -> flag(order(operator, left, right));
            case "+", "-" -> sum(operator, left, right);
            case "|" -> union(left, right);
            default -> throw new IllegalArgumentException("the operator '" + operator + "' is not supported");
        };
    }

    /** A condition's outcome, empty counting as false. */
    static Column truth(Focus focus) {
        return coalesce(bool(focus), lit(false));
    }

    static Column bool(Focus focus) {
        if (!focus.choice().isEmpty() || !focus.type().equals(DataTypes.BooleanType)) {
            throw new IllegalArgumentException("a condition must be true or false: compare the value, or ask exists()");
        }
        return only(focus);
    }

    static Focus flag(Column column) {
        return Focus.single(column, DataTypes.BooleanType);
    }

    private static Column functionNot(Column column) {
        return org.apache.spark.sql.functions.not(column);
    }

    /** The value of a collection of at most one; null for larger ones, which no operator can take. */
    private static Column only(Focus focus) {
        return focus.many() ? when(size(focus.value()).leq(1), get(focus.value(), lit(0))) : focus.value();
    }

    private static Column equality(Focus left, Focus right) {
        if (left.type() instanceof StructType || right.type() instanceof StructType) {
            throw new IllegalArgumentException("complex values cannot be compared: compare an element of theirs");
        }
        Column equal = isNumber(left) || isNumber(right)
                ? number(left).equalTo(number(right))
                : sameKind(left, right, only(left)).equalTo(only(right));
        // Collections of different sizes are unequal, unless one is empty.
        Column crowded = crowded(left).or(crowded(right));
        Column empty = functionNot(left.exists().and(right.exists()));
        return left.many() || right.many()
                ? when(empty, lit(null).cast("boolean"))
                        .when(crowded, lit(false))
                        .otherwise(equal)
                : equal;
    }

    private static Column crowded(Focus focus) {
        return focus.many() ? size(focus.value()).gt(1) : lit(false);
    }

    private static Column sameKind(Focus left, Focus right, Column column) {
        if (!left.type().equals(right.type())) {
            throw new IllegalArgumentException("values of different types are compared ("
                    + left.type().simpleString() + ", " + right.type().simpleString() + ")");
        }
        return column;
    }

    private static Column order(String operator, Focus left, Focus right) {
        if (isNumber(left) || isNumber(right)) {
            return compare(operator, number(left), number(right));
        }
        if (!left.type().equals(DataTypes.StringType) || !right.type().equals(DataTypes.StringType)) {
            throw new IllegalArgumentException("'" + operator + "' needs two numbers, two dates or two texts");
        }
        boolean temporal = TEMPORAL.contains(left.primitive()) || TEMPORAL.contains(right.primitive());
        if (!temporal) {
            return compare(operator, only(left), only(right));
        }
        if (!left.primitive().equals("date") || !right.primitive().equals("date")) {
            throw new IllegalArgumentException("'" + operator + "' compares dates, but not yet times and time zones");
        }
        // Dates of different precision have no order (FHIRPath N1, 6.2).
        return when(length(only(left)).equalTo(length(only(right))), compare(operator, only(left), only(right)));
    }

    private static Column compare(String operator, Column left, Column right) {
        return switch (operator) {
            case "<" -> left.lt(right);
            case "<=" -> left.leq(right);
            case ">" -> left.gt(right);
            default -> left.geq(right);
        };
    }

    private static Focus sum(String operator, Focus left, Focus right) {
        if (!left.type().equals(DataTypes.IntegerType) || !right.type().equals(DataTypes.IntegerType)) {
            throw new IllegalArgumentException("'" + operator + "' adds integers only");
        }
        Column sum =
                operator.equals("+") ? only(left).plus(only(right)) : only(left).minus(only(right));
        return Focus.single(sum, DataTypes.IntegerType);
    }

    /** The items of both in their order, each once (FHIRPath N1, 6.4). */
    private static Focus union(Focus left, Focus right) {
        Column both = Focus.flat(array(left.items(), sameKind(left, right, right.items())));
        return new Focus(array_distinct(both), left.type(), true, left.primitive(), "");
    }

    private static boolean isNumber(Focus focus) {
        return focus.type().equals(DataTypes.IntegerType)
                || focus.type() instanceof DecimalType
                || focus.primitive().equals("decimal");
    }

    private static Column number(Focus focus) {
        if (!isNumber(focus)) {
            throw new IllegalArgumentException("a number is compared with something that is none");
        }
        Column only = only(focus);
        // A decimal is the text that was sent, which may be anything: no cast that throws.
        return new Column(new Cast(only.expr(), NUMBER, scala.Option.empty(), EvalMode.TRY()));
    }
}
