package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.identity.Survivorship.Said;
import org.charthouse.identity.Survivorship.Survivor;
import org.charthouse.identity.match.Spread;
import org.charthouse.identity.match.Words;
import org.charthouse.spec.GoldenSpec;
import org.charthouse.spec.GoldenSpec.Attribute;
import org.jspecify.annotations.Nullable;

/** What the records of each person say together, attribute by attribute, and which record says it. */
final class GoldenRecord {

    private static final StructType PROVENANCE = new StructType()
            .add("attribute", DataTypes.StringType)
            .add("source_system", DataTypes.StringType)
            .add("patient_id", DataTypes.StringType)
            .add("because", DataTypes.StringType);

    private static final String DECEASED = "is_deceased";

    private final GoldenSpec spec;
    private final Survivorship survivorship;

    GoldenRecord(GoldenSpec spec, Words words) {
        this.spec = spec;
        this.survivorship = new Survivorship(spec, words);
    }

    /**
     * The golden records.
     *
     * @param patients columns {@code source_system, patient_id, version_at, is_deceased} and those of all attributes
     * @param links columns {@code source_system, patient_id, person_id}
     */
    Dataset<Row> of(Dataset<Row> patients, Dataset<Row> links, Spread spread) {
        List<String> columns = spec.attributes().stream()
                .flatMap(each -> each.columns().stream())
                .toList();
        List<Column> taken =
                new ArrayList<>(List.of(col("source_system"), col("patient_id"), col("version_at"), col(DECEASED)));
        columns.forEach(column -> taken.add(col(column)));
        StructType form = new StructType()
                .add("person_id", DataTypes.StringType)
                .add("source_system", DataTypes.StringType)
                .add("patient_id", DataTypes.StringType)
                .add(DECEASED, DataTypes.BooleanType)
                .add("provenance", DataTypes.createArrayType(PROVENANCE));
        for (String column : columns) {
            StructField field = patients.schema().apply(column);
            form = form.add(column, field.dataType());
        }
        Dataset<Row> persons = spread.any(patients)
                .join(
                        spread.any(links.select("source_system", "patient_id", "person_id")),
                        new String[] {"source_system", "patient_id"})
                .groupBy("person_id")
                .agg(collect_list(struct(taken.toArray(Column[]::new))).as("records"));
        List<Attribute> attributes = List.copyOf(spec.attributes());
        Survivorship chosen = survivorship;
        return patients.sparkSession()
                .createDataFrame(
                        persons.javaRDD().map(row -> golden(row.getString(0), row.getList(1), attributes, chosen)),
                        form);
    }

    private static Row golden(String person, List<Row> records, List<Attribute> attributes, Survivorship chosen) {
        Map<List<String>, Integer> given = new HashMap<>();
        List<Row> provenance = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (Attribute attribute : attributes) {
            Survivor survivor = chosen.of(
                    attribute,
                    records.stream().map(record -> said(record, attribute)).toList());
            if (survivor == null) {
                attribute.columns().forEach(column -> values.add(null));
                continue;
            }
            Said said = survivor.said();
            values.addAll(said.values());
            provenance.add(RowFactory.create(attribute.attribute(), said.source(), said.id(), survivor.because()));
            given.merge(List.of(said.source(), said.id()), 1, Integer::sum);
        }
        List<String> most = records.stream()
                .map(record -> List.of(record.<String>getAs("source_system"), record.<String>getAs("patient_id")))
                .min(Comparator.<List<String>>comparingInt(record -> -given.getOrDefault(record, 0))
                        .thenComparing(record -> record.get(0))
                        .thenComparing(record -> record.get(1)))
                .orElseThrow();
        boolean isDead = records.stream().anyMatch(record -> Boolean.TRUE.equals(record.<Boolean>getAs(DECEASED)));
        List<@Nullable Object> golden = new ArrayList<>(
                Arrays.asList(person, most.get(0), most.get(1), isDead, provenance.toArray(Row[]::new)));
        golden.addAll(values);
        return RowFactory.create(golden.toArray());
    }

    private static Said said(Row record, Attribute attribute) {
        Timestamp version = record.getAs("version_at");
        List<@Nullable Object> values = new ArrayList<>();
        attribute.columns().forEach(column -> values.add(record.getAs(column)));
        return new Said(
                record.getAs("source_system"),
                record.getAs("patient_id"),
                version == null ? Instant.EPOCH : version.toInstant(),
                values);
    }
}
