package org.charthouse.dq.kind;

import java.util.List;
import org.charthouse.spec.RuleSpec.Category;

/**
 * The documentation of a kind.
 *
 * @param name as rules name it
 * @param asks what a rule of this kind asks, a sentence
 * @param numerator which rows break it
 * @param denominator which rows it is about
 * @param threshold percent of rows that may break it where a rule does not say
 * @param category of Kahn's framework
 * @param advice what to do about a failure where a rule does not say
 * @param arguments what a rule gives under {@code with}
 */
public record KindPage(
        String name,
        String asks,
        String numerator,
        String denominator,
        double threshold,
        Category category,
        String advice,
        List<Argument> arguments) {

    /** The forms that arguments have. */
    public enum Form {
        SQL("a column, or Spark SQL over a row"),
        SQLS("a list of such"),
        TEXT("a text"),
        TEXTS("a list of texts"),
        NUMBER("a number"),
        ROWS("a list of mappings");

        private final String meaning;

        Form(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }
    }

    /**
     * An argument.
     *
     * @param name its key
     * @param form what stands there
     * @param isRequired whether it must be given
     * @param otherwise what is taken where it is not; empty for nothing
     * @param meaning what it does
     */
    public record Argument(String name, Form form, boolean isRequired, String otherwise, String meaning) {

        static Argument required(String name, Form form, String meaning) {
            return new Argument(name, form, true, "", meaning);
        }

        static Argument optional(String name, Form form, String otherwise, String meaning) {
            return new Argument(name, form, false, otherwise, meaning);
        }
    }
}
