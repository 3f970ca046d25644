package org.charthouse.terminology.code;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charthouse.spec.CodeListSpec;

/** The codes that the description of a list gives as examples. */
final class ExampleCodes {

    private static final List<String> OWN = List.of("code", "title", "effective_from", "effective_until");

    private ExampleCodes() {}

    static List<ListedCode> of(CodeListSpec spec) {
        return spec.examples().stream().map(ExampleCodes::code).toList();
    }

    private static ListedCode code(Map<String, String> given) {
        Map<String, String> values = new TreeMap<>(given);
        OWN.forEach(values::remove);
        Optional<LocalDate> from =
                Optional.ofNullable(given.get("effective_from")).map(LocalDate::parse);
        return new ListedCode(
                String.valueOf(given.get("code")),
                "examples",
                from.orElse(LocalDate.EPOCH),
                Optional.ofNullable(given.get("effective_until")).map(LocalDate::parse),
                true,
                Optional.ofNullable(given.get("title")),
                Map.copyOf(values));
    }
}
