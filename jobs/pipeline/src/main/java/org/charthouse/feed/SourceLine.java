package org.charthouse.feed;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The values of one line by the columns that its feed declares; what is empty, or absent from the file, is null. */
final class SourceLine {

    private final @Nullable String[] values;
    private @Nullable InternalRow row;

    SourceLine(@Nullable String[] values) {
        this.values = values;
    }

    @Nullable
    String value(int position) {
        return values[position];
    }

    /** The values as expressions want them. */
    InternalRow row() {
        InternalRow made = row;
        if (made == null) {
            @Nullable Object[] texts = new Object[values.length];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = UTF8String.fromString(values[i]);
            }
            made = new GenericInternalRow(texts);
            row = made;
        }
        return made;
    }
}
