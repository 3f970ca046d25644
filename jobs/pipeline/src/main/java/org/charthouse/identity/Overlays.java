package org.charthouse.identity;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.identity.match.Pair;
import org.charthouse.identity.match.Trained;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.TableName;

/** Records that may have been overwritten with what is known of another person. */
final class Overlays {

    static final TableName OVERLAY = new TableName("identity", "overlay");

    private static final StructType FORM = new StructType()
            .add("source_system", DataTypes.StringType)
            .add("patient_id", DataTypes.StringType)
            .add("known_hash", DataTypes.StringType)
            .add("score", DataTypes.DoubleType)
            .add("comparison", DataTypes.StringType);

    private Overlays() {}

    /** Writes those of this run: {@code a} of a pair is the record, {@code b} the earlier version. */
    static void write(JobContext context, LinkSpec spec, List<Pair> overlays, String version) {
        List<Row> rows = overlays.stream().map(pair -> row(pair, spec)).toList();
        FewRowsTable table = new FewRowsTable(context, OVERLAY);
        Dataset<Row> all =
                context.session().createDataFrame(rows, FORM).coalesce(1).withColumn("model_version", lit(version));
        table.put(table.dated(all, "source_system", "patient_id", "known_hash"));
    }

    private static Row row(Pair pair, LinkSpec spec) {
        int bar = pair.a().indexOf(StoredPairs.BAR);
        return RowFactory.create(
                pair.a().substring(0, bar),
                pair.a().substring(bar + 1),
                pair.b().substring(pair.a().length() + Former.BESIDE.length()),
                pair.probability(),
                Trained.words(pair, spec));
    }
}
