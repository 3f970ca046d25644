package org.charthouse.dq.kind;

import java.util.Set;
import java.util.TreeSet;
import org.charthouse.spec.TableName;

/**
 * How a rule judges that is about more than one row at a time: a query over whole tables, with {@code :as_of} for the date that
 * the run stands for.
 *
 * @param sql a query with a row for each thing that is judged: {@code source_system}, {@code unit} (its name or key) and
 *     {@code is_broken}
 * @param reads the tables that it reads
 */
public record Question(String sql, Set<TableName> reads) {

    /** Of one table. */
    static Question of(TableName table, String sql) {
        return new Question(sql, new TreeSet<>(Set.of(table)));
    }
}
