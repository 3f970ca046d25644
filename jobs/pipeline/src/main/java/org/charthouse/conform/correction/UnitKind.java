package org.charthouse.conform.correction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A quantity in a unit in which it was not measured: the unit is replaced, and the number worked out anew where it has to
 * be. A quantity that is not in the unit, or has something else than a number, stays.
 */
final class UnitKind implements ChangeKind {

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String VALUE = "value";
    private static final String UNIT = "unit";
    private static final String CODE = "code";

    @Override
    public String name() {
        return "unit";
    }

    @Override
    public String element() {
        return "a Quantity";
    }

    @Override
    public List<String> places(StructField element) {
        List<String> fields = element.dataType() instanceof StructType type ? List.of(type.fieldNames()) : List.of();
        return fields.contains(VALUE) && (fields.contains(CODE) || fields.contains(UNIT)) ? List.of("") : List.of();
    }

    @Override
    public Function<DataType, Edit> change(Arguments with) {
        HashSet<String> from = new HashSet<>(with.texts("from"));
        String to = with.text("to");
        String unit = with.optionalText(UNIT).orElse(to);
        String system = with.optionalText("system").orElse(UCUM);
        @Nullable Calculation calculation = Calculation.of(with).orElse(null);
        if (from.contains(to) && calculation == null) {
            with.wrong("to", "it is one of 'from', and the number stays: nothing would change");
        }
        HashMap<String, @Nullable String> texts = new HashMap<>();
        texts.put(CODE, to.isEmpty() ? null : to);
        texts.put(UNIT, unit.isEmpty() ? null : unit);
        texts.put("system", to.isEmpty() ? null : system);
        return type -> new QuantityEdit((StructType) type, from, texts, calculation);
    }

    private record QuantityEdit(
            StructType type,
            HashSet<String> from,
            HashMap<String, @Nullable String> texts,
            @Nullable Calculation calculation)
            implements Edit {

        @Override
        public Object edited(Object value) {
            InternalRow quantity = (InternalRow) value;
            if (!from.contains(unitOf(quantity))) {
                return value;
            }
            String number = RowCopy.text(quantity, type, VALUE);
            if (calculation == null || number == null) {
                return changed(quantity, texts);
            }
            String worked = calculation.of(number);
            if (worked == null) {
                return value;
            }
            Map<String, @Nullable String> all = new HashMap<>(texts);
            all.put(VALUE, worked);
            return changed(quantity, all);
        }

        private Object changed(InternalRow quantity, Map<String, @Nullable String> now) {
            return RowCopy.with(quantity, type, now);
        }

        /** The code; where there is none, the unit; where there is neither, nothing. */
        private String unitOf(InternalRow quantity) {
            for (String name : List.of(CODE, UNIT)) {
                String text = RowCopy.text(quantity, type, name);
                if (text != null) {
                    return text;
                }
            }
            return "";
        }
    }
}
