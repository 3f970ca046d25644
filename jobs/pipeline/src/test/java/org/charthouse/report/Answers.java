package org.charthouse.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.charthouse.report.Answer.Column;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.charthouse.spec.ReportSpec.SectionSpec;
import org.jspecify.annotations.Nullable;

/** Answers as a query would give them; a heading that ends in # is a column of numbers. */
final class Answers {

    private Answers() {}

    static Answer of(String headings, List<List<@Nullable Object>> rows) {
        List<Column> columns = Arrays.stream(headings.split(" ", -1))
                .map(name ->
                        new Column(name.replace("#", ""), Texts.heading(name.replace("#", "")), name.endsWith("#")))
                .toList();
        return new Answer(columns, rows);
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
    }

    static SectionSpec table(String title) {
        return new SectionSpec(title, "What it means.", "SELECT 1", Optional.empty());
    }

    static SectionSpec chart(String title, ChartSpec chart) {
        return new SectionSpec(title, "What it means.", "SELECT 1", Optional.of(chart));
    }

    static Page page(Page.Part... parts) {
        return new Page(
                "Overview", "All of it.", "2026-01-31", "stamp-1", List.of("ops.file (version 3)"), List.of(parts));
    }
}
