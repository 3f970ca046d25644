package org.charthouse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.charthouse.report.Page.Cell;
import org.charthouse.report.Page.Chart;
import org.charthouse.report.Page.Heading;
import org.charthouse.report.Page.Part;
import org.charthouse.report.Page.Table;
import org.charthouse.report.Page.Tile;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.charthouse.spec.ReportSpec.SectionSpec;
import org.jfree.data.category.CategoryDataset;
import org.jspecify.annotations.Nullable;

/** Turns answers into what is shown of them. */
final class PageMaker {

    /** A page shows no more rows of a section than a person reads; the CSV file has all. */
    static final int MOST_ROWS = 200;

    private static final int LONG_TEXT = 40;

    private final String folder;

    /**
     * A maker of pages.
     *
     * @param folder the folder of CSV files, from the page
     */
    PageMaker(String folder) {
        this.folder = folder;
    }

    /** The name of the CSV file of a section, counted from 1. */
    static String csvName(int number, SectionSpec section) {
        return String.format(Locale.ROOT, "%02d-%s.csv", number, Texts.slug(section.title()));
    }

    /** What is shown of one section, counted from 1. */
    Part part(int number, SectionSpec section, Answer answer) {
        String anchor = String.format(Locale.ROOT, "s%02d", number);
        boolean figures = section.chart().isEmpty() && answer.rows().size() == 1;
        Answer shown = section.chart().map(answer::asDrawn).orElse(answer);
        List<Chart> charts = section.chart()
                .filter(chart -> !answer.rows().isEmpty())
                .map(chart -> charts(anchor, section, chart, answer))
                .orElse(List.of());
        return new Part(
                anchor,
                section.title(),
                section.text(),
                figures ? tiles(answer) : List.of(),
                charts,
                table(shown),
                folder + "/" + csvName(number, section));
    }

    private static List<Chart> charts(String anchor, SectionSpec section, ChartSpec chart, Answer answer) {
        CategoryDataset data = ChartData.of(answer, chart);
        String caption = caption(chart);
        String label = section.title() + ". " + caption + ". The table below the chart has the same numbers.";
        return List.of(
                new Chart("wide", SvgChart.of(data, chart, ChartDrawing.WIDE, anchor + "w", label), caption),
                new Chart("narrow", SvgChart.of(data, chart, ChartDrawing.NARROW, anchor + "n", label), caption));
    }

    private static String caption(ChartSpec chart) {
        String by = Texts.heading(chart.category()).toLowerCase(Locale.ROOT);
        String series = chart.series()
                .map(column -> " and " + Texts.heading(column).toLowerCase(Locale.ROOT))
                .orElse("");
        return Texts.heading(chart.unit()) + " by " + by + series;
    }

    private static List<Tile> tiles(Answer answer) {
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            tiles.add(new Tile(
                    answer.columns().get(i).heading(),
                    Texts.of(answer.rows().get(0).get(i))));
        }
        return List.copyOf(tiles);
    }

    private static Table table(Answer answer) {
        List<Heading> headings = answer.columns().stream()
                .map(column -> new Heading(column.heading(), column.numeric()))
                .toList();
        List<List<Cell>> rows = answer.rows().stream()
                .limit(MOST_ROWS)
                .map(row -> cells(answer, row))
                .toList();
        int left = answer.rows().size() - rows.size();
        String size = Texts.of(answer.rows().size()) + (answer.rows().size() == 1 ? " row" : " rows");
        return new Table(headings, rows, size, left == 0 ? "" : Texts.of(left));
    }

    private static List<Cell> cells(Answer answer, List<@Nullable Object> row) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String text = Texts.of(row.get(i));
            String style = text.length() > LONG_TEXT ? "long" : "";
            cells.add(new Cell(text, answer.columns().get(i).numeric() ? "n" : style));
        }
        return List.copyOf(cells);
    }
}
