package org.charthouse.terminology;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.charthouse.error.Problems;
import org.charthouse.terminology.CodeSystems.CodeSystem;
import org.charthouse.terminology.list.CsvTable;
import org.charthouse.terminology.list.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Brings codes to one form. A site's mapping goes before everything else. What becomes of a code is worked out once and
 * remembered; the outcome depends on the lists alone.
 */
public final class CodeNormalizer implements Serializable {

    static final List<String> MAPPING =
            List.of("code_system", "code", "normalized_system", "normalized_code", "reviewed_by", "reviewed_on");

    private static final long serialVersionUID = 1L;

    /** Real data hold some ten thousand codes; codes that are free text must not fill the memory. */
    private static final int REMEMBERED = 100_000;

    private final CodeSystems systems;
    private final HashMap<Key, Key> mappings = new HashMap<>();

    private final Memory<Key, NormalizedCode> known = new Memory<>(REMEMBERED);

    private record Key(String system, String code) implements Serializable {}

    CodeNormalizer(CodeSystems systems) {
        this.systems = systems;
    }

    /** Takes over one list of mappings; see {@link #MAPPING} for its columns. */
    void map(CsvTable table, Problems problems) {
        for (CsvTable.Line line : table.lines()) {
            Key from = new Key(uri(line.text("code_system")), line.text("code"));
            NormalizedCode to = written(line.text("normalized_system"), line.text("normalized_code"));
            if (from.code().isEmpty() || to.code() == null || to.system() == null) {
                problems.add(
                        "A mapping to or from no code",
                        line.place(),
                        "it needs a code, and a normalised code that is written as its known code system writes codes",
                        "correct the line, or add the code system to conf/terminology/normalize/code_system.csv");
                continue;
            }
            if (line.text("reviewed_by").isEmpty() || !isDate(line.text("reviewed_on"))) {
                problems.add(
                        "A mapping that nobody reviewed",
                        line.place(),
                        "tables are joined by it, so somebody must answer for it",
                        "fill in reviewed_by, and reviewed_on as YYYY-MM-DD");
            }
            Key target = new Key(to.system(), to.code());
            Key other = mappings.put(from, target);
            if (other != null && !other.equals(target)) {
                problems.add(
                        "A code with two mappings",
                        line.place(),
                        "another line maps the same code otherwise",
                        "keep one of the two");
            }
        }
    }

    /**
     * The normalised form of a code.
     *
     * @param system as sent: URI, OID, short name or nothing
     * @param code as sent
     * @return null where there is no code
     */
    public @Nullable NormalizedCode normalize(@Nullable String system, @Nullable String code) {
        if (code == null || code.isBlank()) {
            return null;
        }
        return known.of(new Key(system == null ? "" : system, code), this::workedOut);
    }

    /**
     * A code as its system writes codes, without mapping it to another; as given where the form of the system's codes is not
     * known, null where it is not of that form.
     */
    public @Nullable String form(String system, String code) {
        CodeSystem known = systems.find(system);
        return (known == null ? CodeFormat.ANY : known.format()).canonical(code);
    }

    private NormalizedCode workedOut(Key sent) {
        NormalizedCode written = written(sent.system(), sent.code());
        String uri = uri(sent.system());
        Key mapped = mappings.get(new Key(uri, sent.code().strip()));
        if (mapped == null && written.code() != null) {
            mapped = mappings.get(new Key(uri, written.code()));
        }
        return mapped == null ? written : new NormalizedCode(mapped.code(), mapped.system(), NormalizedCode.MAPPED);
    }

    private NormalizedCode written(String system, String code) {
        CodeSystem known = systems.find(system);
        if (known == null) {
            return NormalizedCode.without(NormalizedCode.UNMAPPED);
        }
        String canonical = known.format().canonical(code);
        if (canonical == null) {
            return NormalizedCode.without(NormalizedCode.INVALID_FORMAT);
        }
        boolean isSame = canonical.equals(code) && known.uri().equals(system);
        return new NormalizedCode(canonical, known.uri(), isSame ? NormalizedCode.AS_SENT : NormalizedCode.NORMALISED);
    }

    private String uri(String system) {
        CodeSystem known = systems.find(system);
        return known != null ? known.uri() : CodeSystems.unversioned(system);
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
