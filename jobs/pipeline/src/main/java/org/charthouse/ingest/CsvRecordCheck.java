package org.charthouse.ingest;

import java.util.ArrayList;
import java.util.List;
import org.charthouse.lake.CsvLine;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.TableContract;

/**
 * A line of a CSV extract must have the header's columns, its required values, and values of the contract's types. Of a
 * record that is deleted only the key and the time are required.
 */
final class CsvRecordCheck implements RecordCheck {

    private static final long serialVersionUID = 1L;

    private final String readBy;
    private final int width;
    private final ArrayList<Field> fields = new ArrayList<>();
    private final ArrayList<String> unknown = new ArrayList<>();

    private record Field(int position, String name, String type, boolean required, boolean tellsDeletion)
            implements java.io.Serializable {}

    /**
     * A check of the lines of one file.
     *
     * @param header the file's columns in its order
     */
    CsvRecordCheck(List<String> header, TableContract contract) {
        this.readBy = String.join("\u001f", header) + "\n";
        this.width = header.size();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            ColumnSpec column = contract.column(name).orElse(null);
            if (column == null) {
                unknown.add(name);
            } else {
                fields.add(new Field(
                        i,
                        name,
                        column.type(),
                        column.required(),
                        contract.key().contains(name) || name.equals(TableContract.UPDATED)));
            }
        }
    }

    @Override
    public String readBy() {
        return readBy;
    }

    @Override
    public Verdict check(String line) {
        List<String> values = CsvLine.values(line);
        if (values == null) {
            return Verdict.bad("quotes", "a quoted value does not end on the line, or text follows its end");
        }
        if (values.size() != width) {
            return Verdict.bad("columns", "the header has " + width + " columns, the line has " + values.size());
        }
        boolean isDeleted = fields.stream()
                .anyMatch(field -> field.name.equals(TableContract.DELETED)
                        && values.get(field.position).equals("true"));
        for (Field field : fields) {
            String value = values.get(field.position);
            if (value.isEmpty() && (isDeleted ? field.tellsDeletion : field.required)) {
                return Verdict.bad("required", "'" + field.name + "' is empty");
            }
            if (!value.isEmpty() && !TypedText.fits(value, field.type)) {
                return Verdict.bad("type", "'" + field.name + "' is not of type " + field.type);
            }
        }
        return unknown.isEmpty() ? Verdict.GOOD : new Verdict(null, null, unknown, List.of());
    }
}
