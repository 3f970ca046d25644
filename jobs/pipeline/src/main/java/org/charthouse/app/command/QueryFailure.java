package org.charthouse.app.command;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.SparkThrowable;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** What a person's own query did wrong, told by Spark's name of the error: its message would quote a value of the row. */
final class QueryFailure {

    private static final Set<String> FIRST_WORDS = Set.of("SELECT", "WITH", "FROM", "VALUES", "TABLE", "MAP", "REDUCE");

    private QueryFailure() {}

    /** Spark's name of the error on a row; empty if the exception is of another kind. */
    static Optional<String> of(Throwable thrown) {
        return ExceptionUtils.getThrowableList(thrown).stream()
                .filter(SparkThrowable.class::isInstance)
                .map(each -> ((SparkThrowable) each).getErrorClass())
                .filter(name -> name != null && !name.startsWith("INTERNAL_ERROR") && !name.startsWith("_LEGACY"))
                .filter(name -> !name.startsWith("FAILED_"))
                .findFirst();
    }

    static UserError error(String name) {
        return new UserError(
                ExitCode.USAGE,
                new Problem(
                        "The query fails on a row",
                        null,
                        "Spark calls it " + name.replace('_', ' ').toLowerCase(Locale.ROOT)
                                + "; its message is left out because it may quote the row",
                        "guard the expression, for example by try_divide or try_cast"));
    }

    /** Whether a text begins as a query does. */
    static boolean isQuery(String text) {
        String[] words = text.strip().split("[^A-Za-z]+", 2);
        return text.strip().startsWith("(") || FIRST_WORDS.contains(words[0].toUpperCase(Locale.ROOT));
    }
}
