package org.charthouse.report;

import java.math.BigDecimal;
import java.util.List;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/** The marks of a chart. */
final class ChartData {

    private ChartData() {}

    /**
     * The marks, categories and series in the order of the rows; rows without a number make none.
     *
     * @throws UserError if two rows would be one mark: one of them would hide the other
     */
    static DefaultCategoryDataset of(Answer answer, ChartSpec chart) {
        DefaultCategoryDataset marks = new DefaultCategoryDataset();
        for (List<@Nullable Object> row : answer.rows()) {
            String category = Texts.of(answer.value(row, chart.category()));
            String series = chart.series()
                    .map(column -> Texts.of(answer.value(row, column)))
                    .orElse(chart.unit());
            BigDecimal value = Answer.number(answer.value(row, chart.value()));
            if (marks.getRowIndex(series) >= 0
                    && marks.getColumnIndex(category) >= 0
                    && marks.getValue(series, category) != null) {
                throw twice(chart);
            }
            marks.setValue(value, series, category);
        }
        return marks;
    }

    private static UserError twice(ChartSpec chart) {
        return new UserError(
                ExitCode.CONFIGURATION,
                new Problem(
                        "Two rows for one mark of the chart of '" + chart.value() + "'",
                        Place.of("conf/reports"),
                        "category '" + chart.category() + "' and series do not tell them apart",
                        "group the query by both, or name a 'series' column"));
    }
}
