package org.charthouse.fhir;

import static org.apache.spark.sql.functions.concat;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.charthouse.lake.StaticCall;

/**
 * FHIRPath's {@code + - * / div mod} (FHIRPath N1, 6.6). Integers stay integers, except under {@code /}; decimals are
 * exact; a result that the type cannot hold, and a division by zero, are empty.
 */
final class Arithmetic {
    private final Operations operations;

    Arithmetic(Operations operations) {
        this.operations = operations;
    }

    Focus apply(String operator, Focus left, Focus right) {
        FhirKind one = left.kind();
        FhirKind other = right.kind();
        if (operator.equals("+") && one == FhirKind.TEXT && other == FhirKind.TEXT) {
            return Focus.single(concat(operations.only(left), operations.only(right)), "string");
        }
        if (!one.isNumber() || !other.isNumber()) {
            throw new IllegalArgumentException("'" + operator + "' needs two numbers");
        }
        Column exact = StaticCall.of(
                Decimals.class, method(operator), DataTypes.StringType, operations.text(left), operations.text(right));
        boolean integer = operator.equals("div")
                || (!operator.equals("/") && one == FhirKind.INTEGER && other == FhirKind.INTEGER);
        return integer ? Focus.single(integer(exact), "integer") : Focus.single(exact, "decimal");
    }

    static Column integer(Column text) {
        return StaticCall.of(Decimals.class, "integer", DataTypes.IntegerType, text);
    }

    private static String method(String operator) {
        return switch (operator) {
            case "+" -> "plus";
            case "-" -> "minus";
            case "*" -> "times";
            case "/" -> "divide";
            case "div" -> "whole";
            default -> "rest";
        };
    }
}
