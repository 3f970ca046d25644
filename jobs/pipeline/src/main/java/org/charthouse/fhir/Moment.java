package org.charthouse.fhir;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time, or both, as precise as it was written (FHIR R4, 2.24: date, dateTime, instant, time). Public only
 * because Spark's generated code calls it.
 *
 * @param parts year, month, day, hour, minute, second and its nanoseconds as one number; of a time, the last three;
 *     as many as were written
 * @param clock whether it is a time without a date
 * @param zone minutes east of UTC; null where none was written
 * @param text what was written
 */
public record Moment(
        List<Long> parts, boolean clock, @Nullable Integer zone, String text) {
    private static final String CLOCK = "(\\d{2})(?::(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9})\\d*)?)?)?";
    private static final Pattern DATED =
            Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:T(?:" + CLOCK + "(Z|[+-]\\d{2}:\\d{2})?)?)?)?)?");
    private static final Pattern TIMED = Pattern.compile(CLOCK);
    private static final int DAY = 3;
    private static final int HOUR_OF_DATE = 4;
    private static final long NANOS = 1_000_000_000L;
    private static final int MINUTES = 60;

    /** The moment that a text tells; null where it tells none. */
    public static @Nullable Moment parse(String text) {
        Matcher dated = DATED.matcher(text);
        if (dated.matches()) {
            List<Long> parts = new ArrayList<>();
            for (int group = 1; group <= DAY && dated.group(group) != null; group++) {
                parts.add(Long.valueOf(dated.group(group)));
            }
            addClock(parts, dated, HOUR_OF_DATE);
            Moment moment = new Moment(parts, false, zone(dated.group(HOUR_OF_DATE + 4)), text);
            return moment.exists() ? moment : null;
        }
        Matcher timed = TIMED.matcher(text);
        if (!timed.matches()) {
            return null;
        }
        List<Long> parts = new ArrayList<>();
        addClock(parts, timed, 1);
        Moment moment = new Moment(parts, true, null, text);
        return moment.exists() ? moment : null;
    }

    private static void addClock(List<Long> parts, Matcher matcher, int group) {
        if (matcher.group(group) == null) {
            return;
        }
        parts.add(Long.valueOf(matcher.group(group)));
        if (matcher.group(group + 1) == null) {
            return;
        }
        parts.add(Long.valueOf(matcher.group(group + 1)));
        if (matcher.group(group + 2) != null) {
            String fraction = matcher.group(group + 3) == null ? "" : matcher.group(group + 3);
            long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
            parts.add(Long.parseLong(matcher.group(group + 2)) * NANOS + nanos);
        }
    }

    private static @Nullable Integer zone(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.equals("Z")) {
            return 0;
        }
        int minutes = Integer.parseInt(text.substring(1, 3)) * MINUTES + Integer.parseInt(text.substring(4));
        return text.charAt(0) == '-' ? -minutes : minutes;
    }

    private boolean exists() {
        long[] least = {0, 1, 1, 0, 0, 0};
        long[] most = {9999, 12, 31, 24, 59, 61 * NANOS};
        int shift = clock ? DAY : 0;
        for (int at = 0; at < parts.size(); at++) {
            if (parts.get(at) < least[at + shift] || parts.get(at) > most[at + shift]) {
                return false;
            }
        }
        return clock || parts.size() < DAY || parts.get(2) <= lastDay(parts.get(0), parts.get(1));
    }

    /** Whether a fraction of a second was written. */
    boolean fraction() {
        return text.indexOf('.') >= 0;
    }

    /** Whether the zone was written as Z. */
    boolean utc() {
        return text.endsWith("Z");
    }

    static long lastDay(long year, long month) {
        return java.time.YearMonth.of((int) year, (int) month).lengthOfMonth();
    }

    /**
     * Less than 0, 0, or more; null where a difference in precision, or a zone that only one has, leaves it open
     * (FHIRPath N1, 6.2), and where one is no moment. Called by Spark's generated code, hence public.
     */
    public static @Nullable Integer compare(UTF8String left, UTF8String right) {
        Moment one = parse(left.toString());
        Moment other = parse(right.toString());
        return one == null || other == null || one.clock != other.clock ? null : one.compareTo(other);
    }

    private @Nullable Integer compareTo(Moment other) {
        boolean bothTimed = parts.size() > DAY && other.parts.size() > DAY && !clock;
        if (bothTimed && (zone == null) != (other.zone == null)) {
            return null;
        }
        List<Long> here = bothTimed ? inUtc() : parts;
        List<Long> there = bothTimed ? other.inUtc() : other.parts;
        for (int at = 0; at < Math.min(here.size(), there.size()); at++) {
            int order = here.get(at).compareTo(there.get(at));
            if (order != 0) {
                return order;
            }
        }
        return here.size() == there.size() ? 0 : null;
    }

    private List<Long> inUtc() {
        if (zone == null || zone == 0) {
            return parts;
        }
        long minute = parts.size() > HOUR_OF_DATE ? parts.get(HOUR_OF_DATE) : 0;
        LocalDateTime local = LocalDateTime.of(
                        parts.get(0).intValue(),
                        parts.get(1).intValue(),
                        parts.get(2).intValue(),
                        0,
                        0)
                .plusHours(parts.get(DAY))
                .plusMinutes(minute - zone);
        List<Long> moved = new ArrayList<>(List.of(
                (long) local.getYear(),
                (long) local.getMonthValue(),
                (long) local.getDayOfMonth(),
                (long) local.getHour(),
                (long) local.getMinute()));
        if (parts.size() > HOUR_OF_DATE + 1) {
            moved.add(parts.get(HOUR_OF_DATE + 1));
        }
        return moved.subList(0, parts.size());
    }
}
