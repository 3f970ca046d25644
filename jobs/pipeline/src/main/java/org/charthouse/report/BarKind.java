package org.charthouse.report;

import java.awt.geom.Rectangle2D;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;

/** Bars side by side. */
final class BarKind implements ChartKind {

    private static final double WIDEST = 0.12;

    @Override
    public String word() {
        return "bar";
    }

    @Override
    public CategoryItemRenderer renderer() {
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0);
        renderer.setMaximumBarWidth(WIDEST);
        renderer.setDefaultLegendShape(new Rectangle2D.Double(-6, -6, 12, 12));
        return renderer;
    }

    @Override
    public boolean mayLie() {
        return true;
    }

    @Override
    public int marks(int series) {
        return series;
    }
}
