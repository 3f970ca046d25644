package org.charthouse.synthetic;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Lines on standard output, flushed at once. */
record Progress(PrintWriter out) implements Consumer<String> {

    @Override
    public void accept(String line) {
        out.println(line);
        out.flush();
    }
}
