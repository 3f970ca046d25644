package org.charthouse.report;

import java.util.List;
import org.jfree.chart.renderer.category.CategoryItemRenderer;

/** A way to draw categories. A new kind is one class and one entry in {@link #ALL}. */
interface ChartKind {

    /** All kinds, by word. */
    List<ChartKind> ALL = List.of(new BarKind(), new LineKind(), new StackedBarKind());

    /** The word of the configuration. */
    String word();

    CategoryItemRenderer renderer();

    /** Whether categories may run down the page, which gives long names room. */
    boolean mayLie();

    /** How many marks stand side by side in a category. */
    int marks(int series);

    static ChartKind of(String word) {
        return ALL.stream()
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of chart " + word));
    }
}
