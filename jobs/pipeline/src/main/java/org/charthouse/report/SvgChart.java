package org.charthouse.report;

import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.regex.Matcher;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.jfree.chart.text.TextUtils;
import org.jfree.data.category.CategoryDataset;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** Charts as SVG elements that stand within a page. */
final class SvgChart {

    /** Without quotes: the library puts them into an attribute as they are. */
    private static final String FONTS = "system-ui, sans-serif";

    static {
        TextUtils.setUseDrawRotatedStringWorkaround(false); // turned names stay text, not outlines
    }

    private SvgChart() {}

    /**
     * One chart for one width, in CSS pixels.
     *
     * @param id begins every id within the element; no other chart of the page may have it
     * @param label what the chart shows, for those who cannot see it
     */
    static String of(CategoryDataset data, ChartSpec spec, int width, String id, String label) {
        ChartDrawing drawing = new ChartDrawing(data, spec, width);
        SVGGraphics2D canvas = new SVGGraphics2D(drawing.width(), drawing.height());
        canvas.setDefsKeyPrefix(id);
        canvas.setFontFunction(family -> FONTS);
        canvas.setGeomDoubleConverter(SvgChart::short2);
        canvas.setTransformDoubleConverter(SvgChart::short2);
        canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        drawing.chart().draw(canvas, new Rectangle2D.Double(0, 0, drawing.width(), drawing.height()));
        String svg = canvas.getSVGElement(
                id,
                false,
                new ViewBox(0, 0, drawing.width(), drawing.height()),
                PreserveAspectRatio.XMID_YMID,
                MeetOrSlice.MEET);
        return svg.replaceFirst("<svg ", "<svg role=\"img\" aria-label=\"" + attribute(label) + "\" ");
    }

    private static String short2(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String attribute(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        return Matcher.quoteReplacement(escaped);
    }
}
