package org.charthouse.lake;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of which there are few or none as a rule: repeats, malformed lines. Spark cannot know this before it plans a join, and
 * would send the other side, which may be all texts of a delivery, across a shuffle. One small job finds it out.
 */
public final class FewRows {

    private static final int MOST = 100_000;

    private FewRows() {}

    /** The same rows, in memory and to be broadcast if they are few; where there is none, Spark leaves joins with them out. */
    public static Dataset<Row> of(Dataset<Row> rows) {
        Column row = struct(
                Arrays.stream(rows.columns()).map(name -> col("`" + name + "`")).toArray(Column[]::new));
        List<Row> found = rows.limit(MOST + 1).agg(collect_list(row)).first().getList(0);
        if (found.size() > MOST) {
            return rows;
        }
        Dataset<Row> few = rows.sparkSession().createDataFrame(found, rows.schema());
        return found.isEmpty() ? few : broadcast(few);
    }
}
