package org.charthouse.terminology;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problems;
import org.charthouse.terminology.list.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Code systems by the names that senders use: URIs in their variants, OIDs with and without {@code urn:oid:}, and short
 * names. Case, blanks, dashes, a version after a bar, a slash at the end and https instead of http do not matter.
 */
final class CodeSystems implements Serializable {

    private static final long serialVersionUID = 1L;
    static final String LOINC = "http://loinc.org";

    private static final List<String> HL7 = List.of("http://terminology.hl7.org/CodeSystem/", "http://hl7.org/fhir/");

    private final HashMap<String, CodeSystem> byName = new HashMap<>();

    /** A code system: its URI in FHIR, and how its codes are written. */
    record CodeSystem(String uri, CodeFormat format) implements Serializable {}

    /** Reads {@code uri, code_format, aliases}; aliases are separated by a bar. */
    static CodeSystems read(CsvTable table, Problems problems) {
        CodeSystems systems = new CodeSystems();
        for (CsvTable.Line line : table.lines()) {
            CodeFormat format = CodeFormat.of(line.text("code_format")).orElse(CodeFormat.ANY);
            if (!CodeFormat.words().contains(line.text("code_format"))) {
                problems.add(
                        "Unknown code format '" + line.text("code_format") + "'",
                        line.place(),
                        "codes of no known form cannot be normalised",
                        NearestWord.cure(line.text("code_format"), CodeFormat.words()));
            }
            CodeSystem system = new CodeSystem(line.text("uri"), format);
            systems.name(system.uri(), system, line, problems);
            for (String alias : line.text("aliases").split("\\|", -1)) {
                if (!alias.isBlank()) {
                    systems.name(alias, system, line, problems);
                }
            }
        }
        return systems;
    }

    private void name(String name, CodeSystem system, CsvTable.Line line, Problems problems) {
        CodeSystem other = byName.put(key(name), system);
        if (other != null && !other.equals(system)) {
            problems.add(
                    "Two code systems are called '" + name + "'",
                    line.place(),
                    "one name must stand for one system",
                    "take the alias away from one of them");
        }
    }

    /** The system that a name stands for; systems of HL7 itself need no entry. Null where the name is not known. */
    @Nullable
    CodeSystem find(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        CodeSystem known = byName.get(key(name));
        if (known != null) {
            return known;
        }
        String bare = unversioned(name);
        return HL7.stream().anyMatch(bare::startsWith) ? new CodeSystem(bare, CodeFormat.ANY) : null;
    }

    /** All that are listed, by name. */
    Map<String, CodeSystem> byName() {
        return Map.copyOf(byName);
    }

    static String unversioned(String name) {
        int bar = name.indexOf('|');
        return (bar < 0 ? name : name.substring(0, bar)).strip();
    }

    private static String key(String name) {
        String key = unversioned(name).toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
        String oid = key.replaceFirst("^urn:oid:", "");
        if (oid.matches("[\\d.]+")) {
            return oid;
        }
        return key.contains(":") ? key.replaceFirst("^https:", "http:") : key.replaceAll("[\\s_-]", "");
    }
}
