package org.charthouse.spec;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charthouse.error.Place;
import org.jspecify.annotations.Nullable;

/**
 * {@code conf/corrections/<correction>.yaml}: what a source is known to send wrong, and how it is set right in the
 * {@code fhir} tables. What was sent stays in {@code raw}.
 *
 * @param correction its name, the name of the file; corrections of a type are applied in order of their names
 * @param resource the FHIR R4 resource type
 * @param sources source systems whose resources it is about; empty for all
 * @param window the time that it is about
 * @param where Spark SQL over the kept elements of a resource; empty for all
 * @param changes what is changed, in order
 * @param approval who wanted it, and why
 * @param place where it stands
 */
public record CorrectionSpec(
        String correction,
        String resource,
        List<String> sources,
        Window window,
        Optional<SqlText> where,
        List<Change> changes,
        Approval approval,
        Place place) {

    /**
     * Days that a correction is about.
     *
     * @param on paths of dates, of which the first that a resource has counts; empty where there is no window
     * @param from the first day; empty for none
     * @param until the last day; empty for none
     * @param place where it stands
     */
    public record Window(List<String> on, Optional<LocalDate> from, Optional<LocalDate> until, Place place) {}

    /**
     * One change.
     *
     * @param kind what is done; the {@code conform} package knows the kinds
     * @param paths of the elements to which it is done
     * @param with the arguments of the kind, as they stand in the file; the kind checks them
     * @param place where it stands
     */
    public record Change(String kind, List<String> paths, Map<String, @Nullable Object> with, Place place) {

        /** The change in one line. */
        public String text() {
            return kind + " " + String.join(", ", paths) + " " + with;
        }
    }

    /**
     * Who wanted a correction, and why.
     *
     * @param reason what is wrong with what was sent
     * @param approvedBy who answers for it
     * @param approvedOn when that was said
     * @param reportedBy who found it; empty where that is not told
     * @param evidence where it is written down: a ticket, a letter of the source; empty where that is not told
     */
    public record Approval(
            String reason,
            String approvedBy,
            LocalDate approvedOn,
            Optional<String> reportedBy,
            Optional<String> evidence) {}

    /** All that corrected rows follow from, as text; who approved it, and where it stands, change no row. */
    public String definition() {
        return List.of(
                        correction,
                        resource,
                        sources,
                        window.on,
                        window.from,
                        window.until,
                        where,
                        changes.stream().map(Change::text).toList())
                .toString();
    }

    static CorrectionSpec read(Section file) {
        CorrectionSpec spec = new CorrectionSpec(
                file.text("correction"),
                file.text("resource"),
                file.texts("sources"),
                window(file),
                file.optionalText("where").map(sql -> new SqlText(sql, file.place("where"))),
                file.list("changes", CorrectionSpec::change),
                approval(file),
                file.place("correction"));
        required(file, "changes", spec.changes.isEmpty());
        file.end();
        return spec;
    }

    private static Window window(Section file) {
        Window window = new Window(file.texts("on"), date(file, "from"), date(file, "until"), file.place("on"));
        boolean isBounded = file.has("from") || file.has("until");
        if (isBounded && window.on.isEmpty()) {
            file.missing("on");
        }
        if (!isBounded && file.has("on")) {
            file.wrong("on", "it names the date that 'from' and 'until' look at, and neither is given");
        }
        if (window.from.isPresent()
                && window.until.filter(last -> last.isBefore(window.from.get())).isPresent()) {
            file.wrong("until", "the last day is before the first");
        }
        return window;
    }

    private static Change change(Section section) {
        Change change = new Change(
                section.text("kind"), section.texts("paths"), section.plainMap("with"), section.place("kind"));
        required(section, "paths", change.paths.isEmpty());
        return change;
    }

    private static void required(Section section, String key, boolean isEmpty) {
        if (isEmpty && section.has(key)) {
            section.wrong(key, "at least one is expected here");
        } else if (isEmpty) {
            section.missing(key);
        }
    }

    private static Approval approval(Section file) {
        if (!file.has("approved-on")) {
            file.missing("approved-on");
        }
        return new Approval(
                file.text("reason"),
                file.text("approved-by"),
                date(file, "approved-on").orElse(LocalDate.EPOCH),
                file.optionalText("reported-by"),
                file.optionalText("evidence"));
    }

    private static Optional<LocalDate> date(Section file, String key) {
        try {
            return file.optionalText(key).map(LocalDate::parse);
        } catch (DateTimeException e) {
            file.wrong(key, "a date such as 2026-01-31 is expected here");
            return Optional.empty();
        }
    }
}
