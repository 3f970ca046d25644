package org.charthouse.synthetic.extract;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.SyntheaRun;

/** The tables with one row per measurement, procedure, order or vaccination of facility A. */
record Facts(SyntheaRun run, Stays stays, Clock clock, Path directory) {

    private static final String LOINC = "http://loinc.org";
    private static final Set<String> CATEGORIES = Set.of("vital-signs", "laboratory", "survey", "social-history");

    private interface RowWriter {
        void write(CSVRecord row, Stay stay, int number);
    }

    void write() {
        try (TableFile table = new TableFile(directory, "observation")) {
            each("observations", (row, stay, number) -> observation(table, row, stay, number));
        }
        try (TableFile table = new TableFile(directory, "procedure")) {
            each("procedures", (row, stay, number) -> procedure(table, row, stay, number));
        }
        try (TableFile table = new TableFile(directory, "medication_order")) {
            each("medications", (row, stay, number) -> order(table, row, stay, number));
        }
        try (TableFile table = new TableFile(directory, "immunization")) {
            each("immunizations", (row, stay, number) -> immunization(table, row, stay, number));
        }
    }

    private void each(String source, RowWriter writer) {
        int[] number = {0};
        Consumer<CSVRecord> reader = row -> {
            Stay stay = stays.of(row.get("ENCOUNTER"));
            if (stay != null) {
                writer.write(row, stay, ++number[0]);
            }
        };
        CsvText.each(run.table(source), reader);
    }

    /** The extract has four categories; the few results outside them are left out. */
    private void observation(TableFile table, CSVRecord row, Stay stay, int number) {
        if (!CATEGORIES.contains(row.get("CATEGORY"))) {
            return;
        }
        boolean numeric = row.get("TYPE").equals("numeric");
        String at = Clock.instant(row.get("DATE")).toString();
        table.add(
                stay.patientId(),
                stay.visit().id(),
                row.get("CATEGORY"),
                row.get("CODE"),
                LOINC,
                row.get("DESCRIPTION"),
                numeric ? row.get("VALUE") : "",
                numeric ? "" : row.get("VALUE"),
                numeric ? row.get("UNITS") : "",
                at,
                "final",
                clock.updated(at, "observation", number));
    }

    private void procedure(TableFile table, CSVRecord row, Stay stay, int number) {
        String end = row.get("STOP").isEmpty() ? row.get("START") : row.get("STOP");
        table.add(
                stay.patientId(),
                stay.visit().id(),
                row.get("CODE"),
                row.get("SYSTEM"),
                row.get("DESCRIPTION"),
                Clock.instant(row.get("START")),
                Clock.instant(end),
                stay.providerId(),
                "completed",
                clock.updated(end, "procedure", number));
    }

    private void order(TableFile table, CSVRecord row, Stay stay, int number) {
        String stop = row.get("STOP");
        table.add(
                stay.patientId(),
                stay.visit().id(),
                row.get("CODE"),
                row.get("DESCRIPTION"),
                Clock.instant(row.get("START")),
                stop.isEmpty() ? "" : Clock.instant(stop),
                stay.providerId(),
                stop.isEmpty() ? "active" : "completed",
                clock.updated(stop.isEmpty() ? row.get("START") : stop, "medication_order", number));
    }

    private void immunization(TableFile table, CSVRecord row, Stay stay, int number) {
        String at = Clock.instant(row.get("DATE")).toString();
        table.add(
                stay.patientId(),
                stay.visit().id(),
                row.get("CODE"),
                row.get("DESCRIPTION"),
                at,
                "completed",
                clock.updated(at, "immunization", number));
    }
}
