package org.charthouse.measure.elm;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.FhirPrimitive;
import org.charthouse.measure.value.Code;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a retrieve means that names a profile (ELM, 12.1 Retrieve, templateId). What a resource declares decides
 * where it declares a profile of the list; else what the profile fixes does, so that data of other profiles are measured as
 * well. A profile that is not listed asks for nothing beyond its type.
 */
final class Profiles {

    private static final Map<String, Profile> BY_NAME = read();
    private static final String GENERAL = "general";
    private static final String NEGATED = "negated";

    private Profiles() {}

    /** A line of the list. */
    private record Profile(
            String family, String type, String standing, String element, String test, Set<String> codes) {

        boolean accepts(Element resource) {
            boolean isOther = false;
            for (Object each : declared(resource)) {
                if (!(each instanceof Profile profile) || !profile.type.equals(type)) {
                    continue;
                }
                if (profile.family.equals(family)) {
                    return true;
                }
                isOther |= profile.standing.equals(NEGATED)
                        || (!profile.standing.equals(GENERAL) && !standing.equals(GENERAL));
            }
            return !isOther && fits(resource);
        }

        private boolean fits(Element resource) {
            return switch (test) {
                case "any" -> has(resource);
                case "none" -> !has(resource);
                case "declared" -> false;
                default -> true;
            };
        }

        private boolean has(Element resource) {
            if (resource.value(element) instanceof Boolean flag) {
                return codes.contains(flag.toString());
            }
            for (Code code : Element.codes(resource.get(element))) {
                if (code.code() != null && codes.contains(code.code())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The profiles of the list that a resource declares; found once for each. */
    private static List<?> declared(Element resource) {
        if (!(resource.get("meta") instanceof Element meta) || !(meta.get("profile") instanceof List<?> urls)) {
            return List.of();
        }
        if (meta.kept() instanceof List<?> known) {
            return known;
        }
        List<Profile> declared = new ArrayList<>(urls.size());
        for (Object url : urls) {
            Profile profile = url instanceof FhirPrimitive text ? find(text.toString()) : null;
            if (profile != null) {
                declared.add(profile);
            }
        }
        meta.keep(declared);
        return declared;
    }

    /** Whether a resource is one of a profile; null where all are. */
    static @Nullable Predicate<Element> of(String url) {
        Profile profile = find(url);
        return profile == null ? null : profile::accepts;
    }

    /** Elements that must be read for a profile to be told. */
    static List<String> elements(String url) {
        Profile profile = find(url);
        return profile == null ? List.of() : List.of("meta", "profile", profile.element);
    }

    private static @Nullable Profile find(String url) {
        String name = url.strip();
        int bar = name.indexOf('|');
        String bare = bar < 0 ? name : name.substring(0, bar);
        return BY_NAME.get(bare.substring(bare.lastIndexOf('/') + 1));
    }

    private static Map<String, Profile> read() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setCommentMarker('#')
                .get();
        InputStream list = Objects.requireNonNull(Profiles.class.getResourceAsStream("profiles.csv"));
        try (CSVParser lines = CSVParser.parse(new InputStreamReader(list, StandardCharsets.UTF_8), format)) {
            Map<String, Profile> profiles = new HashMap<>();
            for (CSVRecord line : lines) {
                Profile profile = new Profile(
                        line.get("family"),
                        line.get("type"),
                        line.get("standing"),
                        line.get("element"),
                        line.get("test"),
                        Set.of(line.get("codes").split(" ", -1)));
                for (String name : line.get("profiles").split(" ", -1)) {
                    profiles.put(name, profile);
                }
            }
            return profiles;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of profiles cannot be read", e);
        }
    }
}
