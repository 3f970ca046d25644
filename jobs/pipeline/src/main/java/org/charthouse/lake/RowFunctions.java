package org.charthouse.lake;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * Functions that expressions may call beside those of Spark SQL.
 *
 * @param byName what makes the expression of a call, by the name that is called
 */
public record RowFunctions(Map<String, Function> byName) {

    /** No more than Spark's. */
    public static final RowFunctions NONE = new RowFunctions(Map.of());

    /** A function. */
    public interface Function {

        /**
         * The expression of a call.
         *
         * @throws Refused if the arguments are not such as it takes
         */
        Expression call(List<Expression> arguments);
    }

    /** What is wrong with a call. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String reason;
        private final String cure;

        /** A call that cannot be made. */
        public Refused(String what, String reason, String cure) {
            super(what);
            this.reason = reason;
            this.cure = cure;
        }

        String what() {
            return Objects.requireNonNull(getMessage());
        }

        String reason() {
            return reason;
        }

        String cure() {
            return cure;
        }
    }
}
