package org.charthouse.conform.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What a change gives under {@code with}, read name by name. Whatever is wrong is noted, and a harmless value goes on; after
 * the last read, {@link #end} notes what nobody asked for.
 */
final class Arguments {

    private final Map<String, @Nullable Object> given;
    private final String path;
    private final Place place;
    private final Problems problems;
    private final Set<String> asked = new TreeSet<>();

    Arguments(Map<String, @Nullable Object> given, Place place, Problems problems) {
        this(given, "with", place, problems);
    }

    private Arguments(Map<String, @Nullable Object> given, String path, Place place, Problems problems) {
        this.given = given;
        this.path = path;
        this.place = place;
        this.problems = problems;
    }

    boolean has(String name) {
        return given.get(name) != null;
    }

    /** A text that must be there; it may be empty. */
    String text(String name) {
        Optional<String> found = optionalText(name);
        if (found.isEmpty() && !has(name)) {
            missing(name);
        }
        return found.orElse("");
    }

    Optional<String> optionalText(String name) {
        asked.add(name);
        Object value = given.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text.strip());
        }
        wrong(name, "a single value is expected");
        return Optional.empty();
    }

    /** At least one text. */
    List<String> texts(String name) {
        asked.add(name);
        Object value = given.get(name);
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        List<String> texts = new ArrayList<>();
        for (Object each : all) {
            if (each instanceof String text) {
                texts.add(text.strip());
            } else {
                wrong(name, "a list of single values is expected");
            }
        }
        if (all.isEmpty()) {
            missing(name);
        }
        return List.copyOf(texts);
    }

    /** A whole number; 0 where none is given. */
    int whole(String name, int least, int most) {
        Optional<String> text = optionalText(name);
        try {
            int number = text.map(Integer::parseInt).orElse(0);
            if (text.isPresent() && (number < least || number > most)) {
                wrong(name, "a whole number from " + least + " to " + most + " is expected");
            }
            return number;
        } catch (NumberFormatException e) {
            wrong(name, "a whole number is expected");
            return 0;
        }
    }

    /** What stands under a name that must be there. */
    Arguments part(String name) {
        asked.add(name);
        Object value = given.get(name);
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // keys of YAML mappings are texts
            Map<String, @Nullable Object> texts = (Map<String, @Nullable Object>) map;
            return new Arguments(texts, path + "." + name, place, problems);
        }
        if (value == null) {
            missing(name);
        } else {
            wrong(name, "a mapping is expected");
        }
        return new Arguments(Map.of(), path + "." + name, place, new Problems());
    }

    void wrong(String name, String reason) {
        problems.add("Wrong value of '" + path + "." + name + "'", place, reason, "correct it");
    }

    void missing(String name) {
        problems.add("Missing '" + path + "." + name + "'", place, "the change cannot do without it", "add it");
    }

    /** Notes names that are not known here. */
    void end() {
        given.keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> problems.add(
                        "Unknown '" + path + "." + name + "'",
                        place,
                        "a change of this kind takes nothing of that name",
                        NearestWord.cure(name, asked)));
    }
}
