package org.charthouse.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** Charts measure their labels; on a bare machine Java has no font to measure with. */
final class Fonts {

    private Fonts() {}

    /**
     * Makes sure that text can be measured.
     *
     * @throws UserError if the machine has no font
     */
    static void require() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "No fonts on this machine",
                            null,
                            "Java measures the labels of charts with the fonts of the system ("
                                    + e.getClass().getSimpleName() + ")",
                            "install fontconfig and a font, on Debian: apt-get install fontconfig fonts-dejavu-core"));
        }
    }
}
