package org.charthouse.lake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** A Column that calls a static Java method inside Spark's generated code. */
public final class StaticCall {
    private StaticCall() {}

    /** A value that is handed over, and the type that the method takes. */
    public record Value(Expression given, DataType type) {}

    /**
     * Calls {@code method(value, companion)}.
     *
     * @param owner a public class with the public static method; null in gives null out
     * @param companion a serialisable object handed to each call, printed in plans by its toString
     */
    public static Column column(Class<?> owner, String method, DataType result, Column argument, Object companion) {
        Literal second = new Literal(companion, new ObjectType(companion.getClass()));
        return call(owner, method, result, List.of(argument.expr(), second));
    }

    /** Calls {@code method(value)}, as above. */
    public static Column column(Class<?> owner, String method, DataType result, Column argument) {
        return call(owner, method, result, List.of(argument.expr()));
    }

    /** Calls {@code method(values...)}; any null among the values gives null out. */
    public static Column of(Class<?> owner, String method, DataType result, Column... arguments) {
        return call(
                owner,
                method,
                result,
                Arrays.stream(arguments).map(Column::expr).toList());
    }

    /**
     * An expression that calls {@code method(values..., companion)} with each value brought to its type where Spark would do
     * so by itself; any null among the values gives null out.
     *
     * @param result what the method gives, boxed; it may give null
     */
    public static Expression expression(
            Class<?> owner, String method, DataType result, List<Value> values, Object companion) {
        List<Expression> arguments = new ArrayList<>();
        List<AbstractDataType> types = new ArrayList<>();
        values.forEach(value -> {
            arguments.add(value.given());
            types.add(value.type());
        });
        DataType type = new ObjectType(companion.getClass());
        arguments.add(new Literal(companion, type));
        types.add(type);
        return new StaticInvoke(owner, result, method, seq(arguments), seq(types), true, true, true);
    }

    private static Column call(Class<?> owner, String method, DataType result, List<Expression> arguments) {
        return new Column(new StaticInvoke(
                owner, result, method, seq(arguments), seq(List.<AbstractDataType>of()), true, true, true));
    }

    private static <T> Seq<T> seq(List<T> items) {
        return JavaConverters.asScalaBuffer(items).toSeq();
    }
}
