package org.charthouse.synthetic.defect;

import java.util.ArrayList;
import java.util.List;
import org.charthouse.synthetic.defect.Alteration.Place;
import org.charthouse.synthetic.source.CsvRow;
import org.charthouse.synthetic.source.CsvText;

/** Spoiling lines of the CSV extract. */
final class CsvFormat implements RecordFormat<CsvRow> {

    private static final String NOBODY = "9000001";

    private final Adults adults;

    CsvFormat(Adults adults) {
        this.adults = adults;
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public CsvRow parse(String header, String line) {
        return CsvRow.parse(header, line);
    }

    @Override
    public String text(CsvRow row) {
        return CsvText.line(row.cells());
    }

    @Override
    public String id(CsvRow row) {
        return row.cells().get(0);
    }

    @Override
    public List<Alteration<CsvRow>> alterations() {
        List<Alteration<CsvRow>> all = impossible();
        all.add(change("orphan", "encounter-patient", "encounter", "patient_id", NOBODY));
        all.add(change("orphan", "encounter-department", "encounter", "department_id", NOBODY));
        all.add(change("orphan", "observation-encounter", "observation", "encounter_id", NOBODY));
        all.add(change("unknown-code", "diagnosis", "diagnosis", "code", "I10.97"));
        all.add(change("unknown-code", "observation", "observation", "code", "99999-0"));
        all.add(change("unknown-code", "procedure", "procedure", "code", "999999999"));
        all.add(change("unknown-code", "medication", "medication_order", "code", "99999999"));
        all.add(change("unknown-code", "immunization", "immunization", "code", "987"));
        return all;
    }

    private List<Alteration<CsvRow>> impossible() {
        List<Alteration<CsvRow>> all = new ArrayList<>();
        all.add(new Alteration<>(
                new Place("impossible", "heart-rate", "observation"),
                "value_number",
                row -> row.has("code", "8867-4"),
                row -> row.set("value_number", "900")));
        all.add(new Alteration<>(
                new Place("impossible", "body-height", "observation"),
                "value_number",
                row -> row.has("code", "8302-2") && adults.include(row.value("patient_id"), row.value("observed_at")),
                row -> row.set("value_number", "17")));
        all.add(change("impossible", "future-birth-date", "patient", "birth_date", "2099-07-01"));
        all.add(new Alteration<>(
                new Place("impossible", "end-before-start", "encounter"),
                "end_at",
                row -> !row.value("end_at").isEmpty(),
                row -> row.set("end_at", Times.dayBefore(row.value("start_at")))));
        return all;
    }

    private static Alteration<CsvRow> change(String section, String kind, String table, String column, String value) {
        return new Alteration<>(
                new Place(section, kind, table),
                column,
                row -> !row.value(column).isEmpty(),
                row -> row.set(column, value));
    }

    @Override
    public List<String> garbageKinds() {
        return List.of(
                "too-few-columns", "text-in-date", "unbalanced-quote", "missing-primary-key", "too-many-columns");
    }

    @Override
    public String garbage(String kind, CsvRow template, int unusedId) {
        CsvRow row = new CsvRow(template.header(), new ArrayList<>(template.cells()));
        row.cells().set(0, Integer.toString(unusedId));
        return switch (kind) {
            case "too-few-columns" ->
                CsvText.line(row.cells().subList(0, row.cells().size() - 2));
            case "too-many-columns" -> text(row) + ",surplus";
            case "unbalanced-quote" ->
                unusedId + ",\"" + text(row).replace("\"", "").replaceFirst("^[^,]*,", "");
            case "missing-primary-key" -> {
                row.cells().set(0, "");
                yield text(row);
            }
            default -> {
                row.set("updated_at", "see chart");
                yield text(row);
            }
        };
    }
}
