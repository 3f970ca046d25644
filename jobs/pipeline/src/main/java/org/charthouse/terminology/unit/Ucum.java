package org.charthouse.terminology.unit;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/** UCUM units, case-sensitive form (UCUM 2.2), by the definitions that the library carries. One per process. */
final class Ucum {

    private static final int LONGEST = 60;
    private static final Pattern ANNOTATION = Pattern.compile("\\{[^{}]*}");
    private static final Pattern WRONG = Pattern.compile("\\s|\\^|//|\\d{5}");
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\[\\]]+]");
    private static final Pattern COUNTED =
            Pattern.compile("(?<![A-Za-z\\]])(?:da|[YZEPTGMkhdcmunpfazy])?(mol|eq|osm)(?![A-Za-z])");
    private static final Pattern SEPARATOR = Pattern.compile("[./()\\d+-]+");

    private final UcumEssenceService service;
    private final Set<String> special;

    private Ucum(UcumEssenceService service) {
        this.service = service;
        this.special = service.getModel().getDefinedUnits().stream()
                .filter(DefinedUnit::isSpecial)
                .map(DefinedUnit::getCode)
                .collect(Collectors.toSet());
    }

    /**
     * What a unit is in base units.
     *
     * @param size how many of the base units one of it is
     * @param base the product of base units
     * @param kinds what it counts that UCUM takes for plain numbers: mol, eq, osm, arbitrary units
     */
    record Form(BigDecimal size, String base, List<String> kinds) {

        boolean isLike(Form other) {
            return base.equals(other.base) && kinds.equals(other.kinds);
        }
    }

    static Ucum shared() {
        return Shared.UCUM;
    }

    /** Whether a text is a unit. The library accepts some texts that UCUM does not; these are refused here. */
    synchronized boolean isUnit(String text) {
        if (text.isEmpty()
                || text.length() > LONGEST
                || WRONG.matcher(bare(text)).find()) {
            return false;
        }
        try {
            return service.validate(text) == null;
        } catch (RuntimeException e) {
            return false; // a text that the library stumbles over is none
        }
    }

    /** The form of a unit; empty for units on a scale of their own, such as degrees and logarithms. */
    synchronized Optional<Form> form(String unit) {
        String bare = bare(unit);
        if (isSpecial(bare)) {
            return Optional.empty();
        }
        try {
            Pair canonical = service.getCanonicalForm(new Pair(new Decimal("1"), unit));
            return Optional.of(
                    new Form(new BigDecimal(canonical.getValue().asDecimal()), canonical.getCode(), kinds(bare)));
        } catch (UcumException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String bare(String unit) {
        return ANNOTATION.matcher(unit).replaceAll("");
    }

    private boolean isSpecial(String bare) {
        return SEPARATOR
                .splitAsStream(bare)
                .anyMatch(part -> special.contains(part)
                        || (part.length() > 1 && special.contains(part.substring(1)) && !isPlain(part)));
    }

    /** Whether a text is a unit without a prefix: such a one is not what its end would be with one. */
    private boolean isPlain(String part) {
        return service.getModel().getUnit(part) != null;
    }

    private List<String> kinds(String bare) {
        List<String> arbitrary = BRACKETS.matcher(bare)
                .results()
                .map(found -> found.group())
                .filter(this::isArbitrary)
                .toList();
        List<String> counted =
                COUNTED.matcher(bare).results().map(found -> found.group(1)).toList();
        return Stream.concat(arbitrary.stream(), counted.stream()).sorted().toList();
    }

    private boolean isArbitrary(String atom) {
        try {
            return service.validate(atom) == null
                    && service.getCanonicalUnits(atom).isEmpty();
        } catch (UcumException | RuntimeException e) {
            return false;
        }
    }

    private static final class Shared {
        static final Ucum UCUM = load();

        private static Ucum load() {
            try (InputStream definitions =
                    Objects.requireNonNull(UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"))) {
                return new Ucum(new UcumEssenceService(definitions));
            } catch (UcumException | IOException e) {
                throw new IllegalStateException("the definitions of units are missing from the class path", e);
            }
        }
    }
}
