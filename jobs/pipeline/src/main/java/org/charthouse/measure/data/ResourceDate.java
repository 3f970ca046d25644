package org.charthouse.measure.data;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** The day that a resource tells of: when it happened, or began; else when it was written. */
public final class ResourceDate {

    private static final List<String> NAMES = List.of(
            "effective",
            "performed",
            "occurrence",
            "onset",
            "period",
            "sent",
            "whenHandedOver",
            "authoredOn",
            "recordedDate",
            "recorded",
            "date",
            "issued",
            "executionPeriod",
            "created");

    private ResourceDate() {}

    /** Empty where it tells no day. */
    public static Optional<LocalDate> of(Element resource) {
        for (String name : NAMES) {
            Temporal moment = moment(resource.get(name));
            if (moment != null && moment.precision().compareTo(Precision.DAY) >= 0) {
                return Optional.of(moment.parts().toLocalDate());
            }
        }
        return Optional.empty();
    }

    private static @Nullable Temporal moment(@Nullable Object value) {
        if (value instanceof FhirPrimitive primitive) {
            return primitive.value() instanceof Temporal moment ? moment : null;
        }
        return value instanceof Element element && element.type().equals("Period")
                ? moment(element.get("start"))
                : null;
    }
}
