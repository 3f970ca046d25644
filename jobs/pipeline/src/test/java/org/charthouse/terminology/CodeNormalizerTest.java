package org.charthouse.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.SharedSpark;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** System and code as sent; then code, system and method. */
class CodeNormalizerTest {

    private static final String HEADER = "code_system,code,normalized_system,normalized_code,reviewed_by,reviewed_on\n";

    @ParameterizedTest
    @CsvSource({
        "http://loinc.org, 8480-6, 8480-6 http://loinc.org as-sent",
        "LN, 8480-6, 8480-6 http://loinc.org normalised",
        "https://loinc.org/, 8480-6, 8480-6 http://loinc.org normalised",
        "http://loinc.org|2.77, 8480-6, 8480-6 http://loinc.org normalised",
        "urn:oid:2.16.840.1.113883.6.90, E119, E11.9 http://hl7.org/fhir/sid/icd-10-cm normalised",
        "2.16.840.1.113883.6.90, E11.9, E11.9 http://hl7.org/fhir/sid/icd-10-cm normalised",
        "icd10, e11.9, E11.9 http://hl7.org/fhir/sid/icd-10-cm normalised",
        "I10, E11.9, E11.9 http://hl7.org/fhir/sid/icd-10-cm normalised",
        "SNOMED CT, 44054006, 44054006 http://snomed.info/sct normalised",
        "http://snomed.info/sct/731000124108/version/20240901, 44054006, null null unmapped",
        "CDCREC, 2106-3, 2106-3 urn:oid:2.16.840.1.113883.6.238 normalised",
        "urn:oid:2.16.840.1.113883.6.238, 2106-3, 2106-3 urn:oid:2.16.840.1.113883.6.238 as-sent",
        "http://terminology.hl7.org/CodeSystem/v3-ActCode, AMB, AMB http://terminology.hl7.org/CodeSystem/v3-ActCode as-sent",
        "http://loinc.org, SBP, null null invalid-format",
        "http://hl7.org/fhir/sid/ndc, 0002143380, null null invalid-format",
        "urn:hospital:codes, GLU, null null unmapped",
        ", 8480-6, null null unmapped",
    })
    void aCodeIsSaidInOneWayAndHowItCameToBe(String system, String code, String wanted) {
        assertThat(told(Shipped.terminology().codes(), system, code)).isEqualTo(wanted);
    }

    @Test
    void whatIsNoCodeHasNoMethod() {
        assertThat(Shipped.terminology().codes().normalize("http://loinc.org", null))
                .isNull();
        assertThat(Shipped.terminology().codes().normalize("http://loinc.org", "  "))
                .isNull();
    }

    @Test
    void aReviewedMappingGoesBeforeEverythingElse(@TempDir Path folder) throws IOException {
        CodeNormalizer codes = with(folder, """
                        urn:hospital:codes,GLU,LN,2345-7,A. Reed,2026-01-31
                        ,WT,http://loinc.org,29463-7,A. Reed,2026-01-31
                        http://loinc.org,2339-0,http://loinc.org,2345-7,A. Reed,2026-01-31
                        """, new Problems()).codes();
        assertThat(told(codes, "urn:hospital:codes", "GLU")).isEqualTo("2345-7 http://loinc.org mapped");
        assertThat(told(codes, "urn:hospital:codes", "glu")).isEqualTo("null null unmapped");
        assertThat(told(codes, null, "WT")).isEqualTo("29463-7 http://loinc.org mapped");
        assertThat(told(codes, "LN", "23390")).isEqualTo("2345-7 http://loinc.org mapped");
    }

    @Test
    void mappingsThatNobodyAnswersForOrThatContradictAreTold(@TempDir Path folder) throws IOException {
        Problems problems = new Problems();
        with(folder, """
                urn:hospital:codes,GLU,LN,2345-7,,2026-01-31
                urn:hospital:codes,GLU,LN,2339-0,A. Reed,2026-01-31
                urn:hospital:codes,WT,LN,weight,A. Reed,2026-01-31
                urn:hospital:codes,HT,LN,8302-2,A. Reed,last year
                """, problems);
        assertThat(problems.sorted())
                .extracting(Problem::what)
                .containsExactly(
                        "A mapping that nobody reviewed",
                        "A code with two mappings",
                        "A mapping to or from no code",
                        "A mapping that nobody reviewed");
    }

    private static Terminology with(Path folder, String lines, Problems problems) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>(SharedSpark.specs().terminology());
        files.put("mappings/site.csv", Files.writeString(folder.resolve("site.csv"), HEADER + lines));
        return Terminology.read(files, problems);
    }

    private static String told(CodeNormalizer codes, @Nullable String system, String code) {
        NormalizedCode made = Objects.requireNonNull(codes.normalize(system, code));
        return made.code() + " " + made.system() + " " + made.method();
    }
}
