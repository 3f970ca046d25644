package org.charthouse.synthetic.source;

import java.nio.file.Path;

/** Synthea did not deliver; the message names the place to look. */
public final class SyntheaFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SyntheaFailure(String problem, Path place) {
        super(problem + ". What Synthea said is in " + place + "; run again with --force once the cause is gone.");
    }
}
