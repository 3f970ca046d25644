package org.charthouse.spec;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code conf/measures/measures.yaml}: which measures of the folder are counted, and over which periods.
 *
 * @param folder where it stands; packages and measures of the house's own stand beside and below it
 * @param periods {@code published}, {@code year-of-as-of}, {@code year-before-as-of}, {@code year-to-last-month}, or {@code
 *     START/END}
 * @param offsetMinutes minutes east of UTC in which days are days
 * @param smallCell counts from 1 up to below this are not shown to others than those who treat (0 for all are shown)
 * @param directions by measure {@code increase} or {@code decrease}, where its own metadata err
 * @param leaveOut measures of the folder that are not counted
 * @param visitClasses classes of encounters that are taken for visits where CPT is not used; none where it is
 */
public record MeasuresSpec(
        Path folder,
        List<String> periods,
        int offsetMinutes,
        int smallCell,
        SortedMap<String, String> directions,
        List<String> leaveOut,
        List<String> visitClasses) {

    /** Settings of a house that uses CPT. */
    public MeasuresSpec(
            Path folder,
            List<String> periods,
            int offsetMinutes,
            int smallCell,
            SortedMap<String, String> directions,
            List<String> leaveOut) {
        this(folder, periods, offsetMinutes, smallCell, directions, leaveOut, List.of());
    }

    /** Ambulatory, virtual, and at home (v3 ActCode): what is a visit where nothing else is said. */
    public static final List<String> VISIT_CLASSES = List.of("AMB", "VR", "HH");

    /** The period that each measure was published for. */
    public static final String PUBLISHED = "published";

    /** The calendar year of the as-of date. */
    public static final String YEAR = "year-of-as-of";

    /** The calendar year before it. */
    public static final String YEAR_BEFORE = "year-before-as-of";

    /** The twelve months that end with the last month that is over on the as-of date. */
    public static final String YEAR_TO_MONTH = "year-to-last-month";

    private static final List<String> NAMED = List.of(PUBLISHED, YEAR, YEAR_BEFORE, YEAR_TO_MONTH);

    /** The file in the folder. */
    public static final String FILE = "measures.yaml";

    private static final int MOST_MINUTES = 14 * 60;
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):(\\d{2})");
    private static final Pattern VISIT_CLASS = Pattern.compile("[A-Z]+");
    private static final Pattern DAYS = Pattern.compile("\\d{4}-\\d{2}-\\d{2}/\\d{4}-\\d{2}-\\d{2}");

    static MeasuresSpec read(Section file, Path folder) {
        List<String> periods = file.texts("periods");
        periods.stream()
                .filter(period -> !NAMED.contains(period) && !isPeriod(period))
                .forEach(period -> file.wrong(
                        "periods",
                        "'" + period + "' is no period: " + String.join(", ", NAMED)
                                + ", or two days in order as 2026-01-01/2026-12-31"));
        SortedMap<String, String> directions = new TreeMap<>();
        for (Section each : file.sections("directions")) {
            directions.put(each.text("measure"), each.word("direction", List.of("increase", "decrease")));
            each.end();
        }
        MeasuresSpec spec = new MeasuresSpec(
                folder,
                periods.isEmpty() ? List.of(YEAR_BEFORE, YEAR, YEAR_TO_MONTH) : periods,
                offset(file),
                file.number("small-cell", 11, 0, 1000),
                directions,
                file.texts("leave-out"),
                visitClasses(file));
        file.end();
        return spec;
    }

    private static boolean isPeriod(String text) {
        if (!DAYS.matcher(text).matches()) {
            return false;
        }
        int slash = text.indexOf('/');
        try {
            return !LocalDate.parse(text.substring(0, slash)).isAfter(LocalDate.parse(text.substring(slash + 1)));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Classes are read where the fallback is off as well, so that a mistake in them is found. */
    private static List<String> visitClasses(Section file) {
        boolean isWithout = file.flag("no-cpt", false);
        List<String> given = file.texts("no-cpt-classes");
        given.stream()
                .filter(each -> !VISIT_CLASS.matcher(each).matches())
                .forEach(each -> file.wrong(
                        "no-cpt-classes", "'" + each + "' is no code of Encounter.class such as AMB, VR or HH"));
        if (!isWithout) {
            return List.of();
        }
        return given.isEmpty() ? VISIT_CLASSES : given;
    }

    private static int offset(Section file) {
        String text = file.optionalText("utc-offset").orElse("+00:00");
        Matcher offset = OFFSET.matcher(text);
        int minutes =
                offset.matches() ? Integer.parseInt(offset.group(2)) * 60 + Integer.parseInt(offset.group(3)) : -1;
        if (minutes < 0 || minutes > MOST_MINUTES || Integer.parseInt(offset.group(3)) > 59) {
            file.wrong("utc-offset", "'" + text + "' is no offset such as -06:00");
            return 0;
        }
        return offset.group(1).equals("-") ? -minutes : minutes;
    }
}
