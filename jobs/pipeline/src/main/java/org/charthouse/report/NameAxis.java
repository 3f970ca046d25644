package org.charthouse.report;

import java.awt.Graphics2D;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;

/**
 * An axis whose names, where they take several lines and stand left of the bars, end at the bars; and that names only
 * every so many categories where there is no room for all.
 */
final class NameAxis extends CategoryAxis {

    private static final long serialVersionUID = 1L;

    private final int step;

    /**
     * An axis.
     *
     * @param step 1 to name each category, 2 for every other one, and so on
     */
    NameAxis(int step) {
        this.step = step;
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's signature
    protected TextBlock createLabel(Comparable category, float width, RectangleEdge edge, Graphics2D canvas) {
        int place = ((CategoryPlot) getPlot()).getCategories().indexOf(category);
        if (place % step != 0) {
            return new TextBlock();
        }
        TextBlock block = super.createLabel(category, width, edge, canvas);
        if (RectangleEdge.isLeftOrRight(edge)) {
            block.setLineAlignment(HorizontalAlignment.RIGHT);
        }
        return block;
    }
}
