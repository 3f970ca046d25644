package org.charthouse.measure.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Codes that mean the same (CQL 1.5, 3.2 Concept). */
public record Concept(List<Code> codes, @Nullable String display) {

    @Override
    public String toString() {
        return codes.toString();
    }
}
