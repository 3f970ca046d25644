package org.charthouse.report;

import org.apache.batik.svggen.SVGIDGenerator;

/** Names the parts of one chart so that no other chart of the page has them. */
final class ChartIds extends SVGIDGenerator {

    private final String chart;

    /**
     * Ids of one chart.
     *
     * @param chart the id of the chart itself, with which each begins
     */
    ChartIds(String chart) {
        this.chart = chart;
    }

    @Override
    public String generateID(String prefix) {
        return chart + "-" + super.generateID(prefix);
    }
}
