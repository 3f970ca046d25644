package org.charthouse.conform.correction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.InternalRow;
import org.charthouse.spec.CorrectionSpec.Window;

/** Days that a correction is about, told by the first date that a resource has, as it is written there. */
final class DayWindow implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Pattern DATED = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2}(T.*)?)?)?");

    /** The days of a year that is written alone reach from the first text to the last; compared as texts. */
    private static final String FIRST = "0000-01-01";

    private static final String LAST = "9999-12-31";
    private static final int DAY = 10;

    private final ArrayList<ElementPath> on;
    private final String from;
    private final String until;

    DayWindow(List<ElementPath> on, Window window) {
        this.on = new ArrayList<>(on);
        this.from = window.from().map(Object::toString).orElse(FIRST);
        this.until = window.until().map(Object::toString).orElse(LAST);
    }

    /** Whether all days that the date may mean are in the window; a resource without a date is in none. */
    boolean holds(InternalRow resource) {
        if (on.isEmpty()) {
            return true;
        }
        for (ElementPath path : on) {
            Object date = path.value(resource);
            if (date != null) {
                return DATED.matcher(date.toString()).matches() && isWithin(date.toString());
            }
        }
        return false;
    }

    private boolean isWithin(String date) {
        String known = date.substring(0, Math.min(date.length(), DAY));
        String earliest = known + FIRST.substring(known.length());
        String latest = known + LAST.substring(known.length());
        return earliest.compareTo(from) >= 0 && latest.compareTo(until) <= 0;
    }
}
