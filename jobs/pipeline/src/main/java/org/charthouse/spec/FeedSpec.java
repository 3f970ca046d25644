package org.charthouse.spec;

import java.util.List;
import java.util.TreeMap;

/**
 * One feed: what a source system delivers, and where.
 *
 * @param feed its name, the name of the file
 * @param sourceSystem the system that numbers the records; part of every key
 * @param format {@code csv} or {@code fhir} (FHIR R4: bulk exports, Bundles, single resources)
 * @param folder the folder below {@code landing}; deliveries are folders in it, named by their date
 * @param mostMalformedPercent of a file with more malformed lines than this nothing is taken
 * @param description who sends it and what it holds
 * @param csv how its files are read
 * @param values how its values are read
 * @param files its kinds of files and what they fill; empty where files are those that {@code schemas/extract} publishes
 */
public record FeedSpec(
        String feed,
        String sourceSystem,
        String format,
        String folder,
        int mostMalformedPercent,
        String description,
        CsvForm csv,
        ValueForm values,
        List<FileSpec> files) {

    /** The kind of files that say what a bulk export has deleted (FHIR Bulk Data Access, "deleted"). */
    public static final String DELETIONS = "deleted";

    /** The kind of files that hold resources in JSON of any shape: Bundles, single resources, several. */
    public static final String DOCUMENT = "json";

    private static final String CSV = "csv";

    static final List<String> FORMATS = List.of(CSV, "fhir");

    static FeedSpec read(Section file) {
        String format = file.word("format", FORMATS);
        boolean isCsv = format.equals(CSV);
        FeedSpec spec = new FeedSpec(
                file.text("feed"),
                file.text("source-system"),
                format,
                file.text("folder"),
                file.number("most-malformed-percent", 50, 0, 100),
                file.text("description"),
                isCsv ? file.section("csv").map(CsvForm::read).orElse(CsvForm.USUAL) : CsvForm.USUAL,
                isCsv ? values(file) : ValueForm.USUAL,
                isCsv ? file.list("files", FileSpec::read) : List.of());
        if (isCsv && spec.files.isEmpty() && (!spec.csv.hasHeader() || spec.csv.anyCase())) {
            file.wrong("csv", "without 'files' a header names the columns, as schemas/extract does");
        }
        file.end();
        return spec;
    }

    private static ValueForm values(Section file) {
        TreeMap<String, String> systems = new TreeMap<>();
        file.section("code-systems").ifPresent(section -> {
            section.keys().forEach(name -> systems.put(name, section.text(name)));
            section.end();
        });
        return file.section("values")
                .map(section -> ValueForm.read(section, systems))
                .orElseGet(() -> new ValueForm(
                        ValueForm.USUAL.nullTexts(),
                        ValueForm.USUAL.dates(),
                        ValueForm.USUAL.times(),
                        ValueForm.USUAL.timeZone(),
                        ValueForm.USUAL.decimalMark(),
                        ValueForm.USUAL.groupingMark(),
                        systems));
    }

    /** Whether its files are CSV. */
    public boolean isCsv() {
        return format.equals(CSV);
    }
}
