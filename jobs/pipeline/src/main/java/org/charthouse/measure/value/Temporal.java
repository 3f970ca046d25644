package org.charthouse.measure.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Date, DateTime or Time of CQL, as precise as it was written.
 *
 * <p>Its parts stand packed in one number, most significant first, so that a comparison to a precision is one shift and one
 * comparison. Values with a time are compared at the offset of the evaluation (CQL 1.5, 5.3 Timezone), unless no more than
 * their days are; their parts are read at their own.
 */
public final class Temporal {

    /** Which of the three types it is. */
    public enum Kind {
        DATE,
        DATETIME,
        TIME
    }

    private static final int LAST_YEAR = 9999;
    private static final int NANOS = 1_000_000;

    private final Kind kind;
    private final Precision precision;
    private final long local;
    private final long shared;
    private final int offset;
    private final int evaluation;

    private Temporal(Kind kind, Precision precision, long local, int offset, int evaluation) {
        this.kind = kind;
        this.precision = precision;
        this.local = local;
        this.offset = offset;
        this.evaluation = evaluation;
        boolean isSame = offset == evaluation || kind != Kind.DATETIME || precision.compareTo(Precision.HOUR) < 0;
        this.shared = isSame ? local : pack(unpack(local).plusMinutes((long) evaluation - offset));
    }

    /** A date; parts beyond its precision are left out of account. */
    public static Temporal date(LocalDateTime parts, Precision precision) {
        return new Temporal(Kind.DATE, precision, cut(pack(parts), precision), 0, 0);
    }

    /**
     * A date with a time.
     *
     * @param offset minutes east of UTC at which its parts are told
     * @param evaluation the same of the evaluation, at which it is compared
     */
    public static Temporal dateTime(LocalDateTime parts, Precision precision, int offset, int evaluation) {
        return new Temporal(Kind.DATETIME, precision, cut(pack(parts), precision), offset, evaluation);
    }

    /** A time of day; the date of the parts is left out of account. */
    public static Temporal time(LocalDateTime parts, Precision precision) {
        return new Temporal(Kind.TIME, precision, cut(pack(parts.toLocalTime().atDate(EPOCH)), precision), 0, 0);
    }

    private static final java.time.LocalDate EPOCH = java.time.LocalDate.of(1, 1, 1);

    /** The least value of a type. */
    public static Temporal minimum(Kind kind) {
        LocalDateTime least = EPOCH.atStartOfDay();
        return of(kind, least, kind == Kind.DATE ? Precision.DAY : Precision.MILLISECOND);
    }

    /** The greatest value of a type. */
    public static Temporal maximum(Kind kind) {
        LocalDateTime most = LocalDateTime.of(LAST_YEAR, 12, 31, 23, 59, 59, 999 * NANOS);
        return of(kind, most, kind == Kind.DATE ? Precision.DAY : Precision.MILLISECOND);
    }

    private static Temporal of(Kind kind, LocalDateTime parts, Precision precision) {
        return switch (kind) {
            case DATE -> date(parts, precision);
            case DATETIME -> dateTime(parts, precision, 0, 0);
            case TIME -> time(parts, precision);
        };
    }

    public Kind kind() {
        return kind;
    }

    public Precision precision() {
        return precision;
    }

    /** Minutes east of UTC. */
    public int offset() {
        return offset;
    }

    /** Minutes east of UTC at which it is compared. */
    public int evaluationOffset() {
        return evaluation;
    }

    /** Its parts as told, the least possible where it does not tell. */
    public LocalDateTime parts() {
        return unpack(local);
    }

    /** Its parts at the offset of the evaluation. */
    public LocalDateTime sharedParts() {
        return unpack(shared);
    }

    /** Seconds and milliseconds count as one precision (CQL 1.5, 9.2 Equal). */
    private Precision comparable() {
        return precision == Precision.SECOND ? Precision.MILLISECOND : precision;
    }

    /**
     * Less than 0, 0, or more; null where the precision of one of the two leaves it open. To a day and coarser they are
     * compared as they are told, each at its own offset, to an hour and finer at that of the evaluation (9.7 Same As).
     *
     * @param to the precision to which they are compared; null for all that there is
     */
    public static @Nullable Integer compare(Temporal left, Temporal right, @Nullable Precision to) {
        Precision known = Precision.coarser(left.comparable(), right.comparable());
        boolean isEnough = to == null ? left.comparable() == right.comparable() : known.compareTo(to) >= 0;
        int shift = (to == null || known.compareTo(to) < 0 ? known : to).shift();
        boolean isCalendar = to != null && to.compareTo(Precision.HOUR) < 0;
        int order = isCalendar
                ? Long.compare(left.local >> shift, right.local >> shift)
                : Long.compare(left.shared >> shift, right.shared >> shift);
        return (order != 0 || isEnough) ? (Integer) order : null;
    }

    /** A total order for sorting: the less precise of two that are otherwise equal comes first. */
    public static int order(Temporal left, Temporal right) {
        int byTime = Long.compare(left.shared, right.shared);
        return byTime != 0 ? byTime : left.precision.compareTo(right.precision);
    }

    /** The same with another precision: parts that are cut are unknown, parts that are won are the least possible. */
    public Temporal withPrecision(Precision other) {
        return new Temporal(kind, other, cut(local, other), offset, evaluation);
    }

    /** The same with its unknown parts as late as possible, to the precision given. */
    public Temporal latest(Precision to) {
        if (precision.compareTo(to) >= 0) {
            return this;
        }
        LocalDateTime last =
                parts().plus(1, precision.unit()).minus(1, to == Precision.WEEK ? ChronoUnit.DAYS : to.unit());
        return new Temporal(kind, to, pack(last), offset, evaluation);
    }

    /** With other parts and all else as it is; null where the calendar has no such year. */
    public @Nullable Temporal moved(LocalDateTime parts) {
        if (kind == Kind.TIME) {
            return new Temporal(kind, precision, pack(parts.toLocalTime().atDate(EPOCH)), offset, evaluation);
        }
        return (parts.getYear() < 1 || parts.getYear() > LAST_YEAR)
                ? null
                : new Temporal(kind, precision, pack(parts), offset, evaluation);
    }

    /** The calendar date at its own offset. */
    public Temporal dateOnly() {
        return date(parts(), Precision.coarser(precision, Precision.DAY));
    }

    /** The time of day at its own offset; null where it tells none. */
    public @Nullable Temporal timeOnly() {
        return precision.compareTo(Precision.HOUR) < 0 ? null : time(parts(), precision);
    }

    /** A date as a DateTime that tells no time, at the offset of the evaluation. */
    public Temporal asDateTime(int evaluationOffset) {
        return kind == Kind.DATETIME ? this : dateTime(parts(), precision, evaluationOffset, evaluationOffset);
    }

    /** A date beside a DateTime, as that one's type. */
    public Temporal asDateTime(Temporal other) {
        return (kind == Kind.DATE && other.kind == Kind.DATETIME) ? asDateTime(other.evaluation) : this;
    }

    private static long pack(LocalDateTime parts) {
        long packed = parts.getYear();
        packed = packed << 4 | parts.getMonthValue();
        packed = packed << 5 | parts.getDayOfMonth();
        packed = packed << 5 | parts.getHour();
        packed = packed << 6 | parts.getMinute();
        packed = packed << 6 | parts.getSecond();
        return packed << 10 | parts.getNano() / NANOS;
    }

    private static LocalDateTime unpack(long packed) {
        int month = (int) (packed >> 32 & 0xF);
        int day = (int) (packed >> 27 & 0x1F);
        return LocalDateTime.of(
                (int) (packed >> 36),
                month,
                day,
                (int) (packed >> 22 & 0x1F),
                (int) (packed >> 16 & 0x3F),
                (int) (packed >> 10 & 0x3F),
                (int) (packed & 0x3FF) * NANOS);
    }

    /** Without what the precision does not tell; months and days start at one. */
    private static long cut(long packed, Precision precision) {
        long kept = packed >> precision.shift() << precision.shift();
        if (precision == Precision.YEAR) {
            return kept | 1L << 32 | 1L << 27;
        }
        return precision == Precision.MONTH ? kept | 1L << 27 : kept;
    }

    /**
     * Reads FHIR's and CQL's text: {@code 2026-03}, {@code 2026-03-01T10:00:00.000-05:00}, {@code 10:30} where a time is
     * wanted. Null where it is none.
     *
     * @param evaluation minutes east of UTC, for a text that tells no offset and for comparing
     */
    public static @Nullable Temporal parse(String text, Kind kind, int evaluation) {
        try {
            return TemporalText.parse(text, kind, evaluation);
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            return null; // a text that is no date is data, and counted by the checks of data quality
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Temporal that
                && that.kind == kind
                && that.precision == precision
                && that.shared == shared;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(shared) * 31 + kind.hashCode();
    }

    /** ISO 8601 as far as it is known, with its offset where it has a time. */
    @Override
    public String toString() {
        return TemporalWriter.iso(this);
    }

    /** What CQL's ToString makes of it, so that it can be read back (9.5 ToString). */
    public String text() {
        return TemporalWriter.text(this);
    }
}
