package org.charthouse.conform.correction;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A code in the place of another: every coding of the one becomes the other. Its name is the one given, or none, for the old name
 * would be wrong; its version goes with the code system. The text of a concept is what a person wrote and stays.
 */
final class CodeKind implements ChangeKind {

    private static final String SYSTEM = "system";
    private static final String CODE = "code";
    private static final String DISPLAY = "display";
    private static final String CODING = "coding";

    @Override
    public String name() {
        return "code";
    }

    @Override
    public String element() {
        return "a CodeableConcept or Coding";
    }

    @Override
    public List<String> places(StructField element) {
        List<String> fields = element.dataType() instanceof StructType type ? List.of(type.fieldNames()) : List.of();
        if (fields.contains(CODING)) {
            return List.of(CODING);
        }
        return fields.containsAll(List.of(SYSTEM, CODE)) && !fields.contains("value") ? List.of("") : List.of();
    }

    @Override
    public Function<DataType, Edit> change(Arguments with) {
        Arguments from = with.part("from");
        Arguments to = with.part("to");
        String fromSystem = from.text(SYSTEM);
        String fromCode = from.text(CODE);
        String system = to.optionalText(SYSTEM).orElse(fromSystem);
        String code = to.text(CODE);
        HashMap<String, @Nullable String> texts = new HashMap<>();
        texts.put(SYSTEM, system.isEmpty() ? null : system);
        texts.put(CODE, code);
        texts.put(DISPLAY, to.optionalText(DISPLAY).orElse(null));
        if (!system.equals(fromSystem)) {
            texts.put("version", null);
        }
        if (with.has("from") && with.has("to") && system.equals(fromSystem) && code.equals(fromCode)) {
            with.wrong("to", "it is the same code as 'from': nothing would change");
        }
        from.end();
        to.end();
        return type -> new CodingEdit((StructType) type, fromSystem, fromCode, texts);
    }

    private record CodingEdit(StructType type, String system, String code, HashMap<String, @Nullable String> texts)
            implements Edit {

        @Override
        public Object edited(Object value) {
            InternalRow coding = (InternalRow) value;
            String sent = Objects.requireNonNullElse(RowCopy.text(coding, type, SYSTEM), "");
            boolean isMeant = code.equals(RowCopy.text(coding, type, CODE)) && system.equals(sent);
            return isMeant ? RowCopy.with(coding, type, texts) : value;
        }
    }
}
