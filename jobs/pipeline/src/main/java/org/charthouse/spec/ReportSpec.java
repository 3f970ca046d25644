package org.charthouse.spec;

import java.util.List;
import java.util.Optional;

/**
 * A report: queries, and how each is shown.
 *
 * @param report its name, the name of the file
 * @param title what stands on top
 * @param subtitle what the reader learns from it, in a sentence
 * @param inputs the tables that its queries may read
 * @param sections in reading order
 */
public record ReportSpec(
        String report, String title, String subtitle, List<TableName> inputs, List<SectionSpec> sections) {

    /**
     * One section: a query whose rows stand in a table, and a chart of them where one is asked for.
     *
     * @param title the heading
     * @param text what the numbers mean and how they may be read
     * @param query Spark SQL; sorted, because readers compare reports
     * @param chart how the rows are drawn
     */
    public record SectionSpec(String title, String text, String query, Optional<ChartSpec> chart) {}

    /**
     * A chart over the columns of the query.
     *
     * @param kind {@code bar}, {@code stacked-bar} or {@code line}
     * @param category column along the axis
     * @param value numeric column
     * @param series column that gives each mark its colour; none for one series
     * @param unit what the value counts
     */
    public record ChartSpec(String kind, String category, String value, Optional<String> series, String unit) {

        /** The kinds that can be drawn. */
        public static final List<String> KINDS = List.of("bar", "stacked-bar", "line");
    }

    static ReportSpec read(Section file) {
        ReportSpec spec = new ReportSpec(
                file.text("report"),
                file.text("title"),
                file.text("subtitle"),
                file.texts("inputs").stream().map(TableName::of).toList(),
                file.list("sections", ReportSpec::section));
        file.end();
        return spec;
    }

    private static SectionSpec section(Section section) {
        Optional<ChartSpec> chart = section.section("chart").map(ReportSpec::chart);
        return new SectionSpec(section.text("title"), section.text("text"), section.text("query"), chart);
    }

    private static ChartSpec chart(Section section) {
        ChartSpec chart = new ChartSpec(
                section.word("kind", ChartSpec.KINDS),
                section.text("category"),
                section.text("value"),
                section.optionalText("series"),
                section.text("unit"));
        section.end();
        return chart;
    }
}
