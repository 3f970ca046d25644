package org.charthouse.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;

/** Bars on top of one another, parted by a white line so that neighbours need not differ by colour alone. */
final class StackedBarKind implements ChartKind {

    private static final double WIDEST = 0.3;

    @Override
    public String word() {
        return "stacked-bar";
    }

    @Override
    public CategoryItemRenderer renderer() {
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setMaximumBarWidth(WIDEST);
        renderer.setDrawBarOutline(true);
        renderer.setDefaultOutlinePaint(Color.WHITE);
        renderer.setDefaultOutlineStroke(new BasicStroke(1f));
        renderer.setDefaultLegendShape(new Rectangle2D.Double(-6, -6, 12, 12));
        return renderer;
    }

    @Override
    public boolean mayLie() {
        return true;
    }

    @Override
    public int marks(int series) {
        return 1;
    }
}
