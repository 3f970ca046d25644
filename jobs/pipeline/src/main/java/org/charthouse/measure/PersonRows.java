package org.charthouse.measure;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.measure.data.RowBytes;
import org.charthouse.measure.elm.Program;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * The rows of {@code fhir.*} that a program may touch, each with its person: types that it retrieves, of them the elements that
 * it looks at, and rows that have codes that it looks for. What belongs to nobody, such as a Location, is apart.
 */
final class PersonRows {

    static final String PERSON = "person_id";
    static final String SOURCE = "source_system";
    static final String TYPE = "resource_type";
    static final String ID = "resource_id";
    static final String BYTES = "bytes";

    static final TableName LINK = new TableName("identity", "link");
    static final TableName GOLDEN = new TableName("identity", "golden_record");
    private static final String PATIENT = "Patient";
    static final String PATIENT_ID = "patient_id";
    private static final String PATIENT_KEY = "^Patient/(.*)$";
    private static final List<String> REFERENCES = List.of("patient", "subject", "beneficiary", "for", "individual");
    private static final Set<String> ALWAYS = Set.of("id", "meta");

    private final JobContext context;
    private final Program program;
    private final List<String> types;
    private final Set<String> elements;

    /** Rows for a program. */
    PersonRows(JobContext context, Program program) {
        this.context = context;
        this.program = program;
        this.types = types(program, context.specs());
        this.elements = new TreeSet<>(program.elements());
        this.elements.addAll(ALWAYS);
    }

    /** Types of resources that a program retrieves and the lake keeps. */
    static List<String> types(Program program, Specifications specs) {
        Set<String> types = new TreeSet<>(program.types());
        types.add(PATIENT);
        return types.stream().filter(type -> specs.elements().containsKey(type)).toList();
    }

    /** The columns of a type that are read. */
    static StructType columns(StructType kept, Set<String> elements) {
        List<StructField> fields = new ArrayList<>();
        for (StructField field : kept.fields()) {
            boolean isChoice = field.metadata().contains("choice")
                    && elements.contains(field.metadata().getString("choice"));
            String plain = field.name().startsWith("_") ? field.name().substring(1) : field.name();
            if (isChoice || elements.contains(plain) || ALWAYS.contains(plain)) {
                fields.add(field);
            }
        }
        return DataTypes.createStructType(fields);
    }

    /** The row type of a resource type as it travels. */
    StructType rowType(String type) {
        return columns(FhirSchema.of(type, context.specs().paths().getOrDefault(type, List.of())), elements);
    }

    /** The row type of each type. */
    Map<String, StructType> rowTypes() {
        Map<String, StructType> rowTypes = new HashMap<>();
        types.forEach(type -> rowTypes.put(type, rowType(type)));
        return rowTypes;
    }

    /** The source of all records; empty where there are several. */
    String onlySource() {
        List<Row> sources =
                context.read(LINK).select(SOURCE).distinct().limit(2).collectAsList();
        return sources.size() == 1 ? sources.get(0).getString(0) : "";
    }

    /** Resources of persons: person, source, type, id, bytes. */
    Optional<Dataset<Row>> ofPersons() {
        return types.stream()
                .filter(type -> context.has(TableName.ofResource(type)))
                .flatMap(type -> patient(type).map(patient -> ofPersons(type, patient)).stream())
                .reduce(Dataset::union);
    }

    private Dataset<Row> ofPersons(String type, Column patient) {
        Dataset<Row> rows = rows(type).withColumn(PATIENT_ID, patient);
        boolean isPatient = type.equals(PATIENT);
        TableName persons = isPatient ? GOLDEN : LINK;
        Dataset<Row> link = context.read(persons).select(SOURCE, PATIENT_ID, PERSON);
        return packed(
                rows.join(broadcast(link), new String[] {SOURCE, PATIENT_ID}).select("*"), type, col(PERSON));
    }

    List<String> types() {
        return types;
    }

    /** The patient that a resource names; empty for a type that names none. */
    Optional<Column> patient(String type) {
        if (type.equals(PATIENT)) {
            return Optional.of(col("id"));
        }
        List<String> kept = List.of(FhirSchema.of(type, context.specs().paths().getOrDefault(type, List.of()))
                .fieldNames());
        Column[] keys = REFERENCES.stream()
                .filter(kept::contains)
                .filter(name -> isReference(type, name))
                .map(name -> regexp_extract(col(name + "." + FhirSchema.KEY), PATIENT_KEY, 1))
                .toArray(Column[]::new);
        return keys.length == 0 ? Optional.empty() : Optional.of(coalesce(keys));
    }

    private boolean isReference(String type, String name) {
        StructType kept = FhirSchema.of(type, context.specs().paths().getOrDefault(type, List.of()));
        return kept.apply(name).dataType() instanceof StructType struct
                && Arrays.asList(struct.fieldNames()).contains(FhirSchema.KEY);
    }

    private Dataset<Row> rows(String type) {
        Dataset<Row> alive = context.read(TableName.ofResource(type))
                .filter(col("is_deleted").equalTo(false));
        return CodedRows.condition(alive.schema(), program.codes(type))
                .map(alive::filter)
                .orElse(alive);
    }

    private Dataset<Row> packed(Dataset<Row> rows, String type, Column person) {
        StructType wanted = rowType(type);
        Column[] fields = Stream.of(wanted.fieldNames())
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new);
        return rows.select(
                person.as(PERSON),
                col(SOURCE),
                lit(type).as(TYPE),
                col("id").as(ID),
                RowBytes.of(struct(fields), wanted).as(BYTES));
    }

    /** Resources that belong to nobody. */
    List<Row> shared() {
        return types.stream()
                .filter(type -> context.has(TableName.ofResource(type)))
                .filter(type -> patient(type).isEmpty())
                .map(type -> packed(rows(type), type, lit("")))
                .reduce(Dataset::union)
                .map(rows -> rows.orderBy(TYPE, SOURCE, ID).collectAsList())
                .orElse(List.of());
    }
}
