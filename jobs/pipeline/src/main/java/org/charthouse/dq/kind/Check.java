package org.charthouse.dq.kind;

import java.util.List;
import java.util.Optional;
import org.charthouse.spec.TableName;

/**
 * How rows are judged, in Spark SQL over one row. A row has the columns of its table, {@code as_of}, and for each column that
 * refers to another table the row referred to, under the column's name without {@code _id}: {@code encounter.start_on}.
 *
 * @param applies whether the rule is about a row; blank for all
 * @param breaks whether such a row breaks it; null is no
 * @param counts numbers of other rows that the SQL reads as columns
 * @param question what is asked instead, where no row alone can tell; the SQL is that of the question then
 */
public record Check(String applies, String breaks, List<Count> counts, Optional<Question> question) {

    /** Of rows by themselves. */
    static Check of(String applies, String breaks) {
        return of(applies, breaks, List.of());
    }

    /** Of rows by themselves and numbers of others. */
    public static Check of(String applies, String breaks, List<Count> counts) {
        return new Check(applies, breaks, counts, Optional.empty());
    }

    /** Of more than one row at a time. */
    static Check of(Question question) {
        return new Check("", question.sql(), List.of(), Optional.of(question));
    }

    /**
     * How many rows of a table belong to a row.
     *
     * @param as the column that the SQL names, unique among all rules of the table
     * @param of the table that is counted
     * @param key columns of that table, compared within a source
     * @param by columns of the row, in the same order
     * @param where Spark SQL: which rows are counted; blank for all
     * @param isOfItself whether rows are counted that are like the row itself, which is one of them; the rule's own
     *     condition says which
     */
    public record Count(String as, TableName of, List<String> key, List<String> by, String where, boolean isOfItself) {

        /** The same, of other rows. */
        public Count where(String condition) {
            return new Count(as, of, key, by, condition, isOfItself);
        }
    }
}
