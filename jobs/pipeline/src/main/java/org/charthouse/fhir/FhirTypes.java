package org.charthouse.fhir;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/**
 * The text of FHIR primitives (FHIR R4, 2.24) as SQL values. A text that says less than the type wants, such as a year
 * where a date is wanted, is null; so is one that does not fit. Nothing is thrown.
 */
public final class FhirTypes {

    /** Spark takes a time without a date for today's; so the date must be there. */
    private static final String DATE = "^\\d{4}-\\d{2}-\\d{2}";

    private static final int DAY = 10;

    private FhirTypes() {}

    /**
     * A text as a value of a type.
     *
     * <ul>
     *   <li>date: the local calendar date as written, without regard to the offset;
     *   <li>timestamp: the instant, null where the text carries no time;
     *   <li>others: what the text denotes.
     * </ul>
     */
    public static Column typed(Column text, DataType from, DataType to) {
        if (from.equals(to)) {
            return text;
        }
        if (to.equals(DataTypes.DateType)) {
            return when(text.rlike(DATE + "($|T)"), attempt(substring(text, 1, DAY), to));
        }
        if (to.equals(DataTypes.TimestampType)) {
            return when(text.rlike(DATE + "T"), attempt(text, to));
        }
        return attempt(text, to);
    }

    /**
     * Whether a text is there and is no value of the type at all: neither one nor a less precise one.
     */
    public static Column isUnfit(Column text, DataType from, DataType to) {
        if (from.equals(to)) {
            return lit(false);
        }
        Column lost = text.isNotNull().and(typed(text, from, to).isNull());
        boolean temporal = to.equals(DataTypes.DateType) || to.equals(DataTypes.TimestampType);
        return temporal ? lost.and(isPartialDate(text).equalTo(lit(false))) : lost;
    }

    private static Column isPartialDate(Column text) {
        Column day = text.rlike("^\\d{4}-\\d{2}-\\d{2}$")
                .and(attempt(text, DataTypes.DateType).isNotNull());
        return text.rlike("^\\d{4}(-(0[1-9]|1[0-2]))?$").or(day);
    }

    private static Column attempt(Column text, DataType to) {
        return new Column(new Cast(text.expr(), to, Option.empty(), EvalMode.TRY()));
    }
}
