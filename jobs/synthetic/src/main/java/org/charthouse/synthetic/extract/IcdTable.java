package org.charthouse.synthetic.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.synthetic.source.CsvText;
import org.jspecify.annotations.Nullable;

/** Which ICD-10-CM code a coder at facility A gives to what Synthea calls by a SNOMED CT code. */
public final class IcdTable {

    /**
     * A code with its dot and a short title.
     *
     * @param chronic true if it is coded at every stay while it lasts
     */
    public record Diagnosis(String code, String title, boolean chronic) {}

    private final Map<String, Diagnosis> diagnoses;

    private IcdTable(Map<String, Diagnosis> diagnoses) {
        this.diagnoses = diagnoses;
    }

    /** The table that ships with this program. */
    public static IcdTable builtIn() {
        Map<String, Diagnosis> diagnoses = new LinkedHashMap<>();
        try (InputStream in =
                        Objects.requireNonNull(IcdTable.class.getResourceAsStream("/snomed_icd10cm.csv"), "table");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(CsvText::cells).forEach(cells -> {
                Diagnosis before = diagnoses.put(
                        cells.get(0),
                        new Diagnosis(cells.get(1), cells.get(2), cells.get(3).equals("Y")));
                if (before != null) {
                    throw new IllegalStateException("Two lines for SNOMED code " + cells.get(0));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new IcdTable(diagnoses);
    }

    /** The diagnosis for a SNOMED CT code, or null if coders give none. */
    public @Nullable Diagnosis of(String snomed) {
        return diagnoses.get(snomed);
    }

    /** All diagnoses, one per SNOMED code. */
    public List<Diagnosis> all() {
        return List.copyOf(diagnoses.values());
    }
}
