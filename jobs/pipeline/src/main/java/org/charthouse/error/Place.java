package org.charthouse.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a problem is.
 *
 * @param file the file, as the user would name it
 * @param line 1-based, 0 where no line applies
 * @param key the key within the file, as a dotted path
 */
public record Place(String file, int line, @Nullable String key) implements Serializable {

    /** A whole file. */
    public static Place of(String file) {
        return new Place(file, 0, null);
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (key == null || key.isEmpty() ? "" : " (" + key + ")");
    }
}
