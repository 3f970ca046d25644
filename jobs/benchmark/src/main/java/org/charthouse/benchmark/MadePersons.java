package org.charthouse.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Made-up persons who are registered one to three times, with slips: as many records as asked for, in a CSV file, and who is who.
 * Names, streets and cities are frequent or rare, as they are among people; the same count gives the same records.
 */
final class MadePersons {

    private static final String CONSONANTS = "bcdfghjklmnprstvw";
    private static final String VOWELS = "aeiou";
    private static final int SEED = 5;
    private static final double SECOND = 0.4;
    private static final double THIRD = 0.1;
    private static final double SLIP = 0.07;
    private static final double GAP = 0.06;
    private static final double MOVED = 0.15;
    private static final int ADDRESS = 4;
    private static final int EMAIL = 9;
    private static final int NATIONAL_ID = 10;

    private final Random random = new Random(SEED);
    private final List<String> given = words(2_000, 1);
    private final List<String> family = words(20_000, 2);
    private final List<String> streets = words(3_000, 3);
    private final List<String> cities = words(800, 4);

    /** The persons of records, by their ids. */
    Map<String, String> write(Path file, int records) throws IOException {
        Map<String, String> truth = new HashMap<>();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "record_id,given_name,family_name,date_of_birth,sex,address,city,state,postcode,phone,email,national_id\n");
            for (int person = 0; truth.size() < records; person++) {
                List<String> values = person();
                double fraction = random.nextDouble();
                int registrations = fraction < THIRD ? 3 : fraction < SECOND ? 2 : 1;
                for (int i = 0; i < registrations && truth.size() < records; i++) {
                    String id = "r%09d".formatted(truth.size());
                    out.write(id + "," + String.join(",", i == 0 ? gaps(values) : gaps(slips(values))) + "\n");
                    truth.put(id, "p" + person);
                }
            }
        }
        return truth;
    }

    private List<String> person() {
        String first = pick(given, 2.2);
        String last = pick(family, 2.5);
        int city = index(cities.size(), 1.8);
        return List.of(
                first,
                last,
                "%d-%02d-%02d".formatted(1925 + random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28)),
                random.nextBoolean() ? "male" : "female",
                address(),
                cities.get(city),
                "s" + city % 8,
                String.valueOf(10_000 + 7 * city + random.nextInt(7)),
                "%010d".formatted(2_000_000_000L + random.nextInt(Integer.MAX_VALUE)),
                "%s.%s%d@mail.example".formatted(first, last, random.nextInt(99)),
                "%09d".formatted(100_000_000 + random.nextInt(800_000_000)));
    }

    private String address() {
        return (1 + random.nextInt(999)) + " " + pick(streets, 1.3) + " street";
    }

    private List<String> slips(List<String> values) {
        List<String> slips = new ArrayList<>();
        for (String value : values) {
            double fraction = random.nextDouble();
            slips.add(fraction < SLIP ? typo(value) : fraction < SLIP + GAP ? "" : value);
        }
        if (random.nextDouble() < MOVED) {
            slips.set(ADDRESS, address());
        }
        return slips;
    }

    private List<String> gaps(List<String> values) {
        List<String> gaps = new ArrayList<>(values);
        if (random.nextDouble() < 0.4) {
            gaps.set(EMAIL, "");
        }
        if (random.nextDouble() < 0.3) {
            gaps.set(NATIONAL_ID, "");
        }
        return gaps;
    }

    private String typo(String text) {
        if (text.length() < 2) {
            return text;
        }
        int at = random.nextInt(text.length() - 1);
        String head = text.substring(0, at);
        return switch (random.nextInt(4)) {
            case 0 -> head + text.substring(at + 1);
            case 1 -> head + letter(CONSONANTS) + text.substring(at + 1);
            case 2 -> head + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
            default -> head + letter(VOWELS) + text.substring(at);
        };
    }

    private char letter(String among) {
        return among.charAt(random.nextInt(among.length()));
    }

    private String pick(List<String> words, double skew) {
        return words.get(index(words.size(), skew));
    }

    /** Small numbers more often than large ones. */
    private int index(int size, double skew) {
        return (int) (size * Math.pow(random.nextDouble(), skew));
    }

    private static List<String> words(int count, int seed) {
        Random letters = new Random(seed);
        TreeSet<String> words = new TreeSet<>();
        while (words.size() < count) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 2 + letters.nextInt(3) / 2; syllables > 0; syllables--) {
                word.append(CONSONANTS.charAt(letters.nextInt(CONSONANTS.length())))
                        .append(VOWELS.charAt(letters.nextInt(VOWELS.length())));
                if (letters.nextInt(3) == 0) {
                    word.append("nrslm".charAt(letters.nextInt(5)));
                }
            }
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(words);
    }
}
