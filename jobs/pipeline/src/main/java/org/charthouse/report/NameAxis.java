package org.charthouse.report;

import java.awt.Graphics2D;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;

/** An axis whose names, where they take several lines and stand left of the bars, end at the bars. */
final class NameAxis extends CategoryAxis {

    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("rawtypes") // the library's signature
    protected TextBlock createLabel(Comparable category, float width, RectangleEdge edge, Graphics2D canvas) {
        TextBlock block = super.createLabel(category, width, edge, canvas);
        if (RectangleEdge.isLeftOrRight(edge)) {
            block.setLineAlignment(HorizontalAlignment.RIGHT);
        }
        return block;
    }
}
