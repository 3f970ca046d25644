package org.charthouse.identity;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.identity.match.CandidateAudit;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/** What each candidate of the model brought in each run, and what it left out. */
final class CandidateTable {

    static final TableName CANDIDATE = new TableName("identity", "candidate");

    private static final StructType FORM = new StructType()
            .add("candidate", DataTypes.StringType)
            .add("blocks", DataTypes.LongType)
            .add("pairs", DataTypes.LongType)
            .add("refined_keys", DataTypes.LongType)
            .add("skipped_pairs", DataTypes.LongType)
            .add("lost_pairs", DataTypes.DoubleType);

    private CandidateTable() {}

    /** Adds those of this run that brought or left out anything. */
    static void add(JobContext context, List<CandidateAudit> audit, String version) {
        List<Row> rows = audit.stream()
                .filter(each -> each.pairs() > 0 || each.skipped() > 0)
                .map(each -> RowFactory.create(
                        each.name(), each.blocks(), each.pairs(), each.refined(), each.skipped(), each.lost()))
                .toList();
        if (!rows.isEmpty()) {
            context.writer()
                    .append(
                            context.definitionOf(CANDIDATE),
                            context.session()
                                    .createDataFrame(rows, FORM)
                                    .coalesce(1)
                                    .withColumn("model_version", lit(version))
                                    .withColumn("compared_in", lit(context.run())));
        }
    }
}
