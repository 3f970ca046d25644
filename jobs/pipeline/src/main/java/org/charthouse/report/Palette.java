package org.charthouse.report;

import java.awt.Color;
import java.util.List;

/**
 * The colours of charts. Neighbours differ in lightness as well as in hue, so that they can be told apart with any
 * colour vision and on grey paper; each has at least three times the luminance contrast to white that WCAG 2.2, success
 * criterion 1.4.11, asks of graphics.
 */
final class Palette {

    /** Series take them in turn. */
    static final List<Color> SERIES = List.of(
            new Color(0x1F5A8C),
            new Color(0xD9701A),
            new Color(0x17806C),
            new Color(0x7A2E5D),
            new Color(0x8A8F98),
            new Color(0x4B3FA0));

    static final Color TEXT = new Color(0x1B2733);
    static final Color QUIET = new Color(0x4A5866);
    static final Color LINE = new Color(0xD5DCE3);

    private Palette() {}

    static Color of(int series) {
        return SERIES.get(series % SERIES.size());
    }
}
