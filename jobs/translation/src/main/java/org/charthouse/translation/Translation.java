package org.charthouse.translation;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file of CQL.
 *
 * @param source the CQL
 * @param elm ELM as JSON text; null if the CQL has errors
 * @param messages errors and warnings, in the order of the file
 */
record Translation(Path source, @Nullable String elm, List<Message> messages) {

    /** Where its ELM is kept: beside it, under its name. */
    Path target() {
        return source.resolveSibling(CqlFolder.library(source) + ".elm.json");
    }
}
