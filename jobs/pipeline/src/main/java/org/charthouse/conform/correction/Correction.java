package org.charthouse.conform.correction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.charthouse.spec.CorrectionSpec;
import org.jspecify.annotations.Nullable;

/** One correction, ready for rows of its type. */
final class Correction implements Serializable {

    private static final long serialVersionUID = 1;

    private final String name;
    private final HashSet<String> sources;
    private final DayWindow window;
    private final @Nullable Expression where;
    private final ArrayList<PlacedEdit> edits;

    /** An edit with where it is done. */
    record PlacedEdit(ElementPath path, Edit edit) implements Serializable {}

    Correction(CorrectionSpec spec, DayWindow window, @Nullable Expression where, List<PlacedEdit> edits) {
        this.name = spec.correction();
        this.sources = new HashSet<>(spec.sources());
        this.window = window;
        this.where = where;
        this.edits = new ArrayList<>(edits);
    }

    String name() {
        return name;
    }

    /** The resource set right; the same object where the correction is not about it or finds nothing to do. */
    InternalRow corrected(String source, InternalRow resource) {
        if (!(sources.isEmpty() || sources.contains(source)) || !window.holds(resource) || !meets(resource)) {
            return resource;
        }
        InternalRow now = resource;
        for (PlacedEdit placed : edits) {
            now = placed.path.edited(now, placed.edit);
        }
        return now;
    }

    /** A condition that cannot be computed for a resource, such as a cast of a text that is no number, does not hold for it. */
    private boolean meets(InternalRow resource) {
        try {
            return where == null || Boolean.TRUE.equals(where.eval(resource));
        } catch (RuntimeException e) {
            return false;
        }
    }
}
