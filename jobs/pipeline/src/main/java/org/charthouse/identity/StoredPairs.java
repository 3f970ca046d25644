package org.charthouse.identity;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.identity.match.Decision;
import org.charthouse.identity.match.Linkage;
import org.charthouse.identity.match.Pair;
import org.charthouse.identity.match.Trained;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.TableName;

/** Pairs of records that were found likely, and those of them that a person should look at. */
final class StoredPairs {

    static final TableName PAIR = new TableName("identity", "pair");
    static final TableName REVIEW = new TableName("identity", "review");

    /** What stands between source system and id in the name of a record. */
    static final String BAR = "|";

    private static final String[] KEY = {"source_system_a", "patient_id_a", "source_system_b", "patient_id_b"};

    private static final StructType PAIRS = new StructType()
            .add("source_system_a", DataTypes.StringType)
            .add("patient_id_a", DataTypes.StringType)
            .add("source_system_b", DataTypes.StringType)
            .add("patient_id_b", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("score", DataTypes.DoubleType)
            .add("comparison", DataTypes.StringType)
            .add("decision", DataTypes.StringType)
            .add("odds", DataTypes.DoubleType)
            .add("pattern", DataTypes.LongType)
            .add("rule", DataTypes.IntegerType);

    private final JobContext context;
    private final LinkSpec spec;

    StoredPairs(JobContext context, LinkSpec spec) {
        this.context = context;
        this.spec = spec;
    }

    /** Those of the last run, without records that are not as they were. */
    List<Pair> without(Set<String> touched) {
        return context.published(PAIR)
                .map(pairs -> pairs.collectAsList().stream()
                        .map(StoredPairs::pair)
                        .filter(pair -> !touched.contains(pair.a()) && !touched.contains(pair.b()))
                        .toList())
                .orElse(List.of());
    }

    private static Pair pair(Row row) {
        return new Pair(
                row.getAs("source_system_a") + BAR + row.getAs("patient_id_a"),
                row.getAs("source_system_b") + BAR + row.getAs("patient_id_b"),
                row.<Long>getAs("pattern"),
                row.<Double>getAs("odds"),
                row.<Integer>getAs("rule"),
                Decision.valueOf(row.<String>getAs("decision").toUpperCase(java.util.Locale.ROOT)));
    }

    /** Writes those of this run, where they are not those of the last one. */
    void write(Linkage linkage, String version) {
        new FewRowsTable(context, PAIR).put(rows(linkage.likely(), linkage, version));
        FewRowsTable review = new FewRowsTable(context, REVIEW);
        review.put(review.dated(rows(linkage.review(), linkage, version), KEY));
    }

    private Dataset<Row> rows(List<Pair> pairs, Linkage linkage, String version) {
        return context.session()
                .createDataFrame(pairs.stream().map(pair -> row(pair, linkage)).toList(), PAIRS)
                .coalesce(1)
                .withColumn("model_version", lit(version));
    }

    private Row row(Pair pair, Linkage linkage) {
        String[] first = pair.a().split("\\|", 2);
        String[] second = pair.b().split("\\|", 2);
        return RowFactory.create(
                first[0],
                first[1],
                second[0],
                second[1],
                reason(pair, linkage),
                pair.probability(),
                Trained.words(pair, spec),
                pair.decision().name().toLowerCase(java.util.Locale.ROOT),
                pair.odds(),
                pair.pattern(),
                pair.rule());
    }

    /** The rule that holds, or what else made it so. */
    String reason(Pair pair, Linkage linkage) {
        if (pair.rule() > 0) {
            return spec.rules().get(pair.rule() - 1).name();
        }
        if (pair.decision() == Decision.MATCH) {
            return linkage.decision(pair) == Decision.MATCH ? "likely" : "would tie together what must stay apart";
        }
        return "doubtful";
    }
}
