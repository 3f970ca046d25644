package org.charthouse.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;

/** A chart as it is laid out for one width. */
final class ChartDrawing {

    /** Width in pixels where there is room, and on a phone. */
    static final int WIDE = 920;

    static final int NARROW = 340;

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final int FRAME = 96;
    private static final int UPRIGHT_HEIGHT = 340;
    private static final int SHORT_LABEL = 12;
    private static final int FEW_CATEGORIES = 3;
    private static final int MANY_CATEGORIES = 8;
    private static final int PIXELS_PER_LETTER = 9;
    private static final int LINE_HEIGHT = 17;
    private static final int SCALE = 80;
    private static final int TALLEST_NAME = 260;

    private final CategoryDataset data;
    private final ChartSpec spec;
    private final ChartKind kind;
    private final int width;

    ChartDrawing(CategoryDataset data, ChartSpec spec, int width) {
        this.data = data;
        this.spec = spec;
        this.kind = ChartKind.of(spec.kind());
        this.width = width;
    }

    int width() {
        return width;
    }

    /** Height in pixels: lying bars each get theirs. */
    int height() {
        if (!lies()) {
            return UPRIGHT_HEIGHT + (stands() ? labelPixels() : 0);
        }
        int marks = kind.marks(data.getRowCount());
        int band = Math.max(lines() * LINE_HEIGHT, marks == 1 ? 22 : marks * 12) + 12;
        return FRAME + legendRows() * 24 + data.getColumnCount() * band;
    }

    JFreeChart chart() {
        CategoryPlot plot = new CategoryPlot(data, categories(), values(), renderer());
        plot.setOrientation(lies() ? PlotOrientation.HORIZONTAL : PlotOrientation.VERTICAL);
        plot.setRangeAxisLocation(lies() ? AxisLocation.BOTTOM_OR_LEFT : AxisLocation.TOP_OR_LEFT);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Palette.LINE);
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        plot.setInsets(new RectangleInsets(4, 0, 0, 30));
        JFreeChart chart = new JFreeChart(null, TEXT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        if (spec.series().isPresent()) {
            chart.addSubtitle(legend(plot));
        }
        return chart;
    }

    private boolean lies() {
        return kind.mayLie()
                && (width == NARROW
                        || longestLabel() > SHORT_LABEL
                        || data.getColumnCount() <= FEW_CATEGORIES
                        || data.getColumnCount() > MANY_CATEGORIES);
    }

    /** Whether names are turned upwards, because they would run into one another. */
    private boolean stands() {
        return !lies() && longestLabel() * PIXELS_PER_LETTER * data.getColumnCount() > width - SCALE;
    }

    /** How many categories share a name, so that turned names have room. */
    private int step() {
        return stands() ? 1 + data.getColumnCount() * LINE_HEIGHT / (width - SCALE) : 1;
    }

    private CategoryAxis categories() {
        CategoryAxis axis = new NameAxis(step());
        axis.setTickLabelFont(TEXT);
        axis.setTickLabelPaint(Palette.TEXT);
        axis.setAxisLinePaint(Palette.QUIET);
        axis.setTickMarksVisible(false);
        axis.setCategoryMargin(0.25);
        axis.setLowerMargin(0.01);
        axis.setUpperMargin(0.01);
        axis.setMaximumCategoryLabelLines(lies() ? lines() : 1);
        if (lies()) {
            axis.setMaximumCategoryLabelWidthRatio((float) labelPixels() / width);
        } else if (stands()) {
            axis.setCategoryLabelPositions(CategoryLabelPositions.UP_90);
            axis.setMaximumCategoryLabelWidthRatio(1.2f * labelPixels() / height());
        }
        return axis;
    }

    private NumberAxis values() {
        NumberAxis axis = new NumberAxis(spec.unit());
        axis.setLabelFont(TEXT);
        axis.setLabelPaint(Palette.QUIET);
        axis.setTickLabelFont(TEXT);
        axis.setTickLabelPaint(Palette.QUIET);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setAutoRangeIncludesZero(true);
        axis.setStandardTickUnits(
                wholeNumbers() ? NumberAxis.createIntegerTickUnits() : NumberAxis.createStandardTickUnits());
        axis.setNumberFormatOverride(Texts.grouped());
        axis.setUpperMargin(labelsMarks() ? 0.18 : 0.05);
        return axis;
    }

    private CategoryItemRenderer renderer() {
        CategoryItemRenderer renderer = kind.renderer();
        for (int series = 0; series < data.getRowCount(); series++) {
            renderer.setSeriesPaint(series, Palette.of(series));
        }
        if (labelsMarks()) {
            renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", Texts.grouped()));
            renderer.setDefaultItemLabelFont(TEXT);
            renderer.setDefaultItemLabelPaint(Palette.TEXT);
            renderer.setDefaultItemLabelsVisible(true);
            renderer.setDefaultPositiveItemLabelPosition(
                    lies()
                            ? new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT)
                            : new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12, TextAnchor.BOTTOM_CENTER));
        }
        return renderer;
    }

    /** One series of bars says its numbers; more would crowd. */
    private boolean labelsMarks() {
        return spec.kind().equals("bar") && data.getRowCount() == 1;
    }

    private static LegendTitle legend(CategoryPlot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setFrame(BlockBorder.NONE);
        legend.setItemFont(TEXT);
        legend.setItemPaint(Palette.TEXT);
        legend.setBackgroundPaint(Color.WHITE);
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 12));
        return legend;
    }

    private int legendRows() {
        if (spec.series().isEmpty()) {
            return 0;
        }
        int pixels = names(data.getRowKeys()).stream()
                .mapToInt(name -> name.length() * PIXELS_PER_LETTER + 36)
                .sum();
        return 1 + pixels / width;
    }

    private int longestLabel() {
        return names(data.getColumnKeys()).stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private int labelPixels() {
        int most = lies() ? width * (width == NARROW ? 50 : 40) / 100 : TALLEST_NAME;
        return Math.min(longestLabel() * PIXELS_PER_LETTER + 8, most);
    }

    private int lines() {
        return Math.min(3, 1 + longestLabel() * PIXELS_PER_LETTER / labelPixels());
    }

    private boolean wholeNumbers() {
        for (int series = 0; series < data.getRowCount(); series++) {
            for (int category = 0; category < data.getColumnCount(); category++) {
                Number value = data.getValue(series, category);
                if (value != null && value.doubleValue() % 1 != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> names(List<?> keys) {
        return keys.stream().map(Object::toString).toList();
    }
}
