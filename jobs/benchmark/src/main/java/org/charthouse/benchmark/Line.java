package org.charthouse.benchmark;

import java.util.List;

/**
 * The straight line through points, by least squares.
 *
 * @param fixed its height at 0
 * @param slope how much it rises for each 1
 * @param r2 the share of the variance that it explains
 */
record Line(double fixed, double slope, double r2) {

    /** A point. */
    record Point(double x, double y) {}

    static Line through(List<Point> points) {
        double n = points.size();
        double x = points.stream().mapToDouble(Point::x).sum() / n;
        double y = points.stream().mapToDouble(Point::y).sum() / n;
        double xx = points.stream().mapToDouble(each -> square(each.x - x)).sum();
        double yy = points.stream().mapToDouble(each -> square(each.y - y)).sum();
        double xy =
                points.stream().mapToDouble(each -> (each.x - x) * (each.y - y)).sum();
        double slope = xy / xx;
        return new Line(y - slope * x, slope, xy * xy / (xx * yy));
    }

    private static double square(double value) {
        return value * value;
    }
}
