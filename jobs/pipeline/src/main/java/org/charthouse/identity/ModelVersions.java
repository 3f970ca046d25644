package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.identity.match.Trained;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.TableName;

/** The versions of the model, of which the newest is in force: what was learnt when, and of what. */
final class ModelVersions {

    static final TableName MODEL = new TableName("identity", "model");
    static final TableName LEVEL = new TableName("identity", "model_level");

    private static final StructType LEVELS = new StructType()
            .add("comparison", DataTypes.StringType)
            .add("level", DataTypes.StringType)
            .add("position", DataTypes.IntegerType)
            .add("m", DataTypes.DoubleType)
            .add("u", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType);

    private final JobContext context;
    private final LinkSpec spec;
    private final String definition;

    /**
     * The versions of a model.
     *
     * @param definition its text: of another one nothing that was learnt is of use
     */
    ModelVersions(JobContext context, LinkSpec spec, String definition) {
        this.context = context;
        this.spec = spec;
        this.definition = definition;
    }

    /** A version, by the name that links keep. */
    record Version(String name, Trained trained) {}

    /** The newest version, if it is of this model. */
    Optional<Version> newest() {
        return context.published(MODEL)
                .flatMap(versions -> versions
                        .orderBy(desc("trained_in"))
                        .limit(1)
                        .filter(col("definition").equalTo(definition))
                        .collectAsList()
                        .stream()
                        .findFirst()
                        .map(row ->
                                new Version(row.getAs("model_version"), Trained.of(row.getAs("parameters"), spec))));
    }

    /** Keeps what was learnt in this run. */
    Version add(Trained trained, String because) {
        String name = spec.model() + "." + context.run();
        Dataset<Row> version = context.session()
                .range(1)
                .select(
                        lit(name).as("model_version"),
                        lit(context.run()).as("trained_in"),
                        lit(because).as("because"),
                        lit(trained.records()).as("records"),
                        lit(trained.lambda()).as("lambda"),
                        lit(definition).as("definition"))
                .crossJoin(context.session()
                        .createDataFrame(
                                List.of(RowFactory.create(trained.text())),
                                new StructType().add("parameters", DataTypes.StringType)));
        context.writer().append(context.definitionOf(MODEL), version);
        List<Trained.LevelWeight> levels = trained.levels(spec);
        List<Row> rows = java.util.stream.IntStream.range(0, levels.size())
                .mapToObj(i -> RowFactory.create(
                        levels.get(i).comparison(),
                        levels.get(i).level(),
                        i + 1,
                        levels.get(i).m(),
                        levels.get(i).u(),
                        levels.get(i).weight()))
                .toList();
        context.writer()
                .append(
                        context.definitionOf(LEVEL),
                        context.session()
                                .createDataFrame(rows, LEVELS)
                                .coalesce(1)
                                .withColumn("model_version", lit(name)));
        return new Version(name, trained);
    }
}
