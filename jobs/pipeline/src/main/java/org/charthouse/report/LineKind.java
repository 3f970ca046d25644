package org.charthouse.report;

import java.awt.BasicStroke;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;

/** Lines whose points have a shape of their own per series. */
final class LineKind implements ChartKind {

    @Override
    public String word() {
        return "line";
    }

    @Override
    public CategoryItemRenderer renderer() {
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(true, true);
        renderer.setAutoPopulateSeriesStroke(false);
        renderer.setDefaultStroke(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return renderer;
    }

    @Override
    public boolean mayLie() {
        return false;
    }

    @Override
    public int marks(int series) {
        return 1;
    }
}
