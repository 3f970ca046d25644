package org.charthouse.measure.operator;

import java.util.List;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** How values are named in messages: by their types, never by what they hold. */
public final class Names {

    private Names() {}

    public static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Temporal || value instanceof Number) {
            String name = PointType.of(value).name();
            return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
        }
        return value instanceof List<?> ? "List" : value.getClass().getSimpleName();
    }
}
