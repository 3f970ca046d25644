package org.charthouse.synthetic.bulk;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes a large population of a small one: copies of a bulk export in which every UUID is another, the same in every file,
 * so that references hold; in which practitioners have other numbers, and patients other numbers and family names, so
 * that a copy is another person.
 * Everything else is as it was.
 */
public final class Rekeying {

    private static final Pattern UUID =
            Pattern.compile("\\b([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\b");
    private static final Pattern SOCIAL_SECURITY = Pattern.compile("\\b999-(\\d{2})-(\\d{4})\\b");
    /** The numbers that Synthea gives to practitioners. */
    private static final Pattern NPI = Pattern.compile("\\b99999(\\d{5})\\b");

    private static final Pattern FAMILY = Pattern.compile("(\"family\"\\s*:\\s*\"[^\"]*)\"");
    private static final int NUMBERS = 1_000_000;

    /** Odd and large, so that copies lie far apart. */
    private static final int STEP = 0x9E3779B1;

    private Rekeying() {}

    /**
     * Writes the copies of a file; the first is the file itself.
     *
     * @param file NDJSON, named by its resource type
     * @param folder gets {@code <Type>.000.ndjson}, {@code <Type>.001.ndjson} and so on
     * @param copies 1 or more
     * @throws IOException where it cannot be read or written
     */
    public static void write(Path file, Path folder, int copies) throws IOException {
        String type = file.getFileName().toString().replaceFirst("\\..*$", "");
        boolean hasNames = type.equals("Patient");
        for (int copy = 0; copy < copies; copy++) {
            Path target = folder.resolve("%s.%03d.ndjson".formatted(type, copy));
            try (BufferedReader in = Files.newBufferedReader(file);
                    BufferedWriter out = Files.newBufferedWriter(target)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.write(copy == 0 ? line : rekeyed(line, copy, hasNames));
                    out.write('\n');
                }
            }
        }
    }

    static String rekeyed(String line, int copy, boolean hasNames) {
        String text = UUID.matcher(line).replaceAll(id -> other(id, copy));
        text = NPI.matcher(text).replaceAll(npi -> "9" + npi.group(1) + "%04d".formatted(copy));
        if (!hasNames) {
            return text;
        }
        String named = FAMILY.matcher(text).replaceAll(name -> name.group(1) + letters(copy) + "\"");
        return SOCIAL_SECURITY.matcher(named).replaceAll(number -> number(number, copy));
    }

    /** The first group of digits is moved by the copy; different copies of different ids stay different in practice. */
    private static String other(MatchResult id, int copy) {
        int first = Integer.parseUnsignedInt(id.group(1), 16) ^ (copy * STEP);
        return String.format(Locale.ROOT, "%08x", first) + id.group(2);
    }

    private static String number(MatchResult number, int copy) {
        int old = Integer.parseInt(number.group(1) + number.group(2));
        int moved = (int) Math.floorMod(old + copy * 7919L, (long) NUMBERS);
        return String.format(Locale.ROOT, "999-%02d-%04d", moved / 10_000, moved % 10_000);
    }

    /** A word of small letters, another one for each copy. */
    private static String letters(int copy) {
        StringBuilder word = new StringBuilder();
        for (int rest = copy; rest > 0; rest /= 26) {
            word.append((char) ('a' + rest % 26));
        }
        return word.toString();
    }
}
