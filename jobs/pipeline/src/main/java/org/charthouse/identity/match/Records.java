package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.lake.RowValues;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.LinkSpec.Field;
import org.charthouse.spec.LinkSpec.Form;
import org.jspecify.annotations.Nullable;

/** Records in standard form, and the keys by which they find each other. */
final class Records {

    static final String RECORD = "record";
    static final String CHANGED = "changed";
    static final String FIELDS = "fields";
    static final String KEYS = "keys";
    static final String REFINEMENT = "refinement";

    /** The lower bits of a key; above them stands which candidate it is of. */
    static final long KEY_BITS = (1L << 58) - 1;

    private static final int CANDIDATE_SHIFT = 58;
    private static final int REFINEMENT_BITS = 16;
    private static final long SEED = 42;

    private Records() {}

    /**
     * Standardises records.
     *
     * @param given columns {@code record}, unique, {@code changed}, and any of those that the model names
     * @return columns {@code record}, {@code changed} and {@code fields} (see {@link PairModel#record})
     */
    static Dataset<Row> standard(Dataset<Row> given, LinkSpec spec, Words words) {
        List<Column> columns = new ArrayList<>(List.of(col(RECORD), col(CHANGED)));
        List<String> present = List.of(given.columns());
        for (Field field : spec.fields()) {
            Column[] values = field.columns().stream()
                    .filter(present::contains)
                    .map(column -> values(given, column))
                    .toArray(Column[]::new);
            columns.add(values.length == 0 ? lit(null).cast("array<string>") : concat(values));
        }
        StructType form = new StructType()
                .add(RECORD, DataTypes.StringType, false)
                .add(CHANGED, DataTypes.BooleanType, false)
                .add(FIELDS, PairModel.record(spec), false);
        Form[] forms = spec.fields().stream().map(Field::form).toArray(Form[]::new);
        return given.sparkSession()
                .createDataFrame(
                        given.select(columns.toArray(Column[]::new)).javaRDD().map(row -> standard(row, forms, words)),
                        form);
    }

    /** The values of a column, which may have several. */
    private static Column values(Dataset<Row> given, String column) {
        Column value = col("`" + column + "`");
        return given.schema().apply(column).dataType() instanceof ArrayType
                ? coalesce(value.cast("array<string>"), array().cast("array<string>"))
                : array(value.cast("string"));
    }

    private static Row standard(Row row, Form[] forms, Words words) {
        Object[] standard = new Object[forms.length];
        for (int i = 0; i < standard.length; i++) {
            Set<String> values = new LinkedHashSet<>();
            if (!row.isNullAt(i + 2)) {
                for (String value : row.<String>getList(i + 2)) {
                    if (value != null) {
                        values.add(StandardForm.of(value, forms[i], words));
                    }
                }
            }
            values.remove("");
            standard[i] = values.isEmpty() ? null : values.toArray(String[]::new);
        }
        return RowFactory.create(row.getString(0), row.getBoolean(1), RowFactory.create(standard));
    }

    /**
     * Finds the keys of standard records.
     *
     * @param frequencies which say what values are none
     * @return columns {@code record}, {@code changed}, {@code fields} without values that are none, {@code keys} (64-bit hashes,
     *     sorted) and {@code refinement}: four short hashes in one number, the first in its highest bits
     */
    static Dataset<Row> keyed(Dataset<Row> standard, PairModel model, Frequencies frequencies, Spread spread) {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(standard.sparkSession().sparkContext());
        Broadcast<RowValues> keys = context.broadcast(model.keys());
        Broadcast<Frequencies> known = context.broadcast(frequencies);
        int[] parts = model.spec().candidates().stream()
                .mapToInt(candidate -> candidate.keys().size())
                .toArray();
        int width = model.spec().fields().size();
        StructType form = standard.select(RECORD, CHANGED, FIELDS)
                .schema()
                .add(KEYS, DataTypes.createArrayType(DataTypes.LongType, false), false)
                .add(REFINEMENT, DataTypes.LongType, false);
        return spread.any(standard.sparkSession()
                .createDataFrame(
                        standard.select(RECORD, CHANGED, FIELDS)
                                .queryExecution()
                                .toRdd()
                                .toJavaRDD()
                                .mapPartitions(part -> new EachRow<>(part, keys.value(), (row, computed) -> {
                                    InternalRow fields = known(row.getStruct(2, width), width, known.value());
                                    UnsafeRow found = computed.of(fields);
                                    return RowFactory.create(
                                            row.getUTF8String(0).toString(),
                                            row.getBoolean(1),
                                            texts(fields, width),
                                            hashes(found, parts),
                                            refinement(found, parts));
                                })),
                        form));
    }

    /** The fields of a record without values that too many have. */
    static InternalRow known(InternalRow fields, int width, Frequencies frequencies) {
        @Nullable Object[] known = new Object[width];
        for (int i = 0; i < width; i++) {
            known[i] = fields.isNullAt(i) ? null : known(fields.getArray(i), i, frequencies);
        }
        return new GenericInternalRow(known);
    }

    private static @Nullable ArrayData known(ArrayData values, int field, Frequencies frequencies) {
        List<UTF8String> known = new ArrayList<>();
        for (int i = 0; i < values.numElements(); i++) {
            UTF8String value = values.getUTF8String(i);
            if (!frequencies.isPlaceholder(field, value)) {
                known.add(value.clone());
            }
        }
        return known.isEmpty() ? null : new GenericArrayData(known.toArray());
    }

    private static Row texts(InternalRow fields, int width) {
        Object[] texts = new Object[width];
        for (int i = 0; i < width; i++) {
            texts[i] = fields.isNullAt(i) ? null : texts(fields.getArray(i)).toArray(String[]::new);
        }
        return RowFactory.create(texts);
    }

    private static List<String> texts(ArrayData array) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.numElements(); i++) {
            texts.add(array.getUTF8String(i).toString());
        }
        return texts;
    }

    /** One hash for each way to choose a value of each part of a candidate's keys. */
    private static Long[] hashes(UnsafeRow keys, int[] parts) {
        Set<Long> hashes = new TreeSet<>();
        int at = 0;
        for (int candidate = 0; candidate < parts.length; candidate++) {
            List<Long> found = List.of(SEED + candidate);
            for (int part = 0; part < parts[candidate]; part++) {
                found = keys.isNullAt(at) ? List.of() : extended(found, keys.getArray(at));
                at++;
            }
            for (long hash : found) {
                hashes.add(((long) candidate << CANDIDATE_SHIFT) | (hash & KEY_BITS));
            }
        }
        return hashes.toArray(Long[]::new);
    }

    private static List<Long> extended(List<Long> hashes, ArrayData texts) {
        List<Long> extended = new ArrayList<>();
        for (long hash : hashes) {
            for (int i = 0; i < texts.numElements(); i++) {
                extended.add(XXH64.hashUTF8String(texts.getUTF8String(i), hash));
            }
        }
        return extended;
    }

    /** Of each refinement its first value. */
    private static long refinement(UnsafeRow keys, int[] parts) {
        int at = java.util.Arrays.stream(parts).sum();
        long refinement = 0;
        for (int i = 0; i < LinkSpec.REFINEMENTS; i++) {
            long hash = 0;
            if (at + i < keys.numFields()
                    && !keys.isNullAt(at + i)
                    && keys.getArray(at + i).numElements() > 0) {
                hash = XXH64.hashUTF8String(keys.getArray(at + i).getUTF8String(0), SEED);
            }
            refinement = (refinement << REFINEMENT_BITS) | (hash & ((1L << REFINEMENT_BITS) - 1));
        }
        return refinement;
    }

    /** Which candidate a key is of. */
    static int candidate(long key) {
        return (int) (key >>> CANDIDATE_SHIFT);
    }
}
