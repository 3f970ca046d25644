package org.charthouse.terminology;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.terminology.unit.CanonicalResult;
import org.charthouse.terminology.unit.SentResult;
import org.jspecify.annotations.Nullable;

/** What Spark's generated code calls, hence public. Carries the lists as a broadcast, never in the plan. */
public final class TerminologyCalls implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int PRECISION = 18;
    private static final int SCALE = 6;

    private final Broadcast<Terminology> terminology;

    /** Calls that use these lists in a session. */
    public TerminologyCalls(SparkSession session, Terminology terminology) {
        this.terminology =
                JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(terminology);
    }

    /** {@code (system, code)} to {@code (code, system, method)}. */
    public static @Nullable InternalRow code(InternalRow sent, TerminologyCalls calls) {
        NormalizedCode made = calls.terminology.value().codes().normalize(text(sent, 0), text(sent, 1));
        return made == null ? null : row(utf8(made.code()), utf8(made.system()), utf8(made.method()));
    }

    /** {@code (code system, code, number, comparator, unit, unit code, text)} to {@code (value, comparator, unit, method)}. */
    public static @Nullable InternalRow result(InternalRow sent, TerminologyCalls calls) {
        boolean isLoinc = CodeSystems.LOINC.equals(text(sent, 0));
        SentResult result = new SentResult(text(sent, 2), text(sent, 3), text(sent, 4), text(sent, 5), text(sent, 6));
        CanonicalResult made = calls.terminology.value().results().canonical(isLoinc ? text(sent, 1) : null, result);
        if (made == null) {
            return null;
        }
        Decimal value = made.value() == null ? null : Decimal.apply(made.value(), PRECISION, SCALE);
        return row(value, utf8(made.comparator()), utf8(made.unit()), utf8(made.method()));
    }

    private static InternalRow row(@Nullable Object... values) {
        return new GenericInternalRow(values);
    }

    private static @Nullable String text(InternalRow row, int at) {
        return row.isNullAt(at) ? null : row.getUTF8String(at).toString();
    }

    private static @Nullable UTF8String utf8(@Nullable String text) {
        return text == null ? null : UTF8String.fromString(text);
    }

    /** Short, as it is printed in plans. */
    @Override
    public String toString() {
        return "terminology";
    }
}
