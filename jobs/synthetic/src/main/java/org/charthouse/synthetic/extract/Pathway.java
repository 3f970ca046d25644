package org.charthouse.synthetic.extract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.charthouse.synthetic.source.Draw;
import org.jspecify.annotations.Nullable;

/** How a patient came and went, in the local words of facility A. Only emergency and inpatient stays have both. */
record Pathway(Draw draw) {

    private static final Duration SAME_EPISODE = Duration.ofHours(24);
    private static final Duration AROUND_DEATH = Duration.ofHours(24);
    private static final List<String> SOURCES = List.of(
            "self-referral",
            "self-referral",
            "self-referral",
            "physician-referral",
            "physician-referral",
            "transfer-acute",
            "nursing-home");
    private static final List<String> DISPOSITIONS = List.of(
            "home",
            "home",
            "home",
            "home",
            "home",
            "home",
            "home",
            "home",
            "home",
            "home",
            "home",
            "home",
            "home-health",
            "home-health",
            "skilled-nursing",
            "skilled-nursing",
            "rehab",
            "transfer-acute",
            "hospice",
            "against-advice");

    String admissionSource(Stay stay, @Nullable Stay before) {
        if (!hasPathway(stay)) {
            return "";
        }
        boolean fromEmergency =
                stay.isInpatient() && before != null && before.kind().equals("emergency") && follows(before, stay);
        return fromEmergency
                ? "emergency-department"
                : draw.pick(SOURCES, "source", stay.visit().uuid());
    }

    String disposition(Stay stay, @Nullable Stay after) {
        if (!hasPathway(stay)) {
            return "";
        }
        if (died(stay)) {
            return "expired";
        }
        boolean admitted =
                stay.kind().equals("emergency") && after != null && after.isInpatient() && follows(stay, after);
        return admitted
                ? "admitted"
                : draw.pick(DISPOSITIONS, "disposition", stay.visit().uuid());
    }

    private static boolean hasPathway(Stay stay) {
        return stay.isInpatient() || stay.kind().equals("emergency");
    }

    private static boolean died(Stay stay) {
        String death = stay.visit().patient().person().cell("DEATHDATE");
        if (death.isEmpty()) {
            return false;
        }
        Instant day = Clock.instant(death);
        return !day.isBefore(Clock.instant(Clock.date(stay.cell("START"))))
                && !day.isAfter(Clock.instant(stay.cell("STOP")).plus(AROUND_DEATH));
    }

    private static boolean follows(Stay first, Stay next) {
        return first.patientId() == next.patientId()
                && !Clock.instant(next.cell("START"))
                        .isAfter(Clock.instant(first.cell("STOP")).plus(SAME_EPISODE));
    }
}
