package org.charthouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class PaletteTest {

    @Test
    void graphicsStandOutFromWhiteThreeToOne() {
        assertThat(Palette.SERIES)
                .allSatisfy(color -> assertThat(contrastToWhite(color)).isGreaterThanOrEqualTo(3));
    }

    @Test
    void textStandsOutFromWhiteSevenToOne() {
        assertThat(contrastToWhite(Palette.TEXT)).isGreaterThanOrEqualTo(7);
        assertThat(contrastToWhite(Palette.QUIET)).isGreaterThanOrEqualTo(7);
    }

    @Test
    void neighboursDifferInLightnessSoThatHueIsNotNeededToTellThemApart() {
        for (int i = 1; i < Palette.SERIES.size(); i++) {
            double one = luminance(Palette.of(i - 1)) + 0.05;
            double other = luminance(Palette.of(i)) + 0.05;
            assertThat(Math.max(one, other) / Math.min(one, other))
                    .as("series %d and %d", i - 1, i)
                    .isGreaterThan(1.2);
        }
    }

    private static double contrastToWhite(Color color) {
        return 1.05 / (luminance(color) + 0.05);
    }

    /** Relative luminance as WCAG 2.2 defines it. */
    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
