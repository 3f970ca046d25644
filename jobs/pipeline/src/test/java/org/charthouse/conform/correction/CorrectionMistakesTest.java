package org.charthouse.conform.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charthouse.SharedSpark;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.charthouse.error.UserError;
import org.charthouse.spec.Specifications;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test alters one thing in a sound correction. */
class CorrectionMistakesTest {

    private static final String SOUND = """
            correction: height
            resource: Observation
            sources: [facility_b]
            on: [effectiveDateTime]
            from: 2024-01-01
            where: array_contains(code.coding.code, '8302-2')
            changes:
              - kind: unit
                paths: [valueQuantity]
                with: {from: [dm], to: cm, factor: 10}
              - kind: code
                paths: [code]
                with: {from: {system: a, code: b}, to: {code: c}}
              - kind: date
                paths: [effectiveDateTime, effectivePeriod]
                with: {days: 1}
            reason: a test
            approved-by: nobody
            approved-on: 2024-01-31
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void copy() throws IOException {
        SharedSpark.copyConfiguration(folder);
        Files.createDirectories(folder.resolve("conf/corrections"));
    }

    @Test
    void aSoundFileHasNoProblem() throws IOException {
        write("height", SOUND);
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            resource: Observation     ; resource: Observaton          ; Unknown name 'Observaton'              ; 2 ; did you mean 'Observation'?
            [facility_b]              ; [facilty_b]                   ; Unknown name 'facilty_b'               ; 3 ; did you mean 'facility_b'?
            on: [effectiveDateTime]   ; # none                        ; Missing key 'on'                       ; 1 ; add 'on:'
            on: [effectiveDateTime]   ; on: [effectiveDatTime]        ; Unknown element 'effectiveDatTime'     ; 4 ; did you mean 'effectiveDateTime'?
            on: [effectiveDateTime]   ; on: [status]                  ; 'status' is not one date               ; 4 ; name one date
            from: 2024-01-01          ; # none                        ; Wrong value                            ; 4 ; correct the value of 'on'
            from: 2024-01-01          ; from: 2024-13-01              ; Wrong value                            ; 5 ; correct the value of 'from'
            from: 2024-01-01          ; {from: 2024-01-01             ; Not readable as YAML                   ; 0 ; mend
            code.coding.code,         ; code.codng.code,              ; The query does not resolve             ; 6 ; did you mean 'coding'?
            array_contains(           ; aray_contains(                ; Unknown function 'aray_contains'       ; 6 ; did you mean 'array_contains'?
            where: array_contains(code.coding.code, '8302-2') ; where: id  ; The condition is neither          ; 6 ; compare it with something
            where: array_contains(code.coding.code, '8302-2') ; where: rand() > 0.5 ; no function of one row   ; 6 ; use columns
            kind: unit                ; kind: units                   ; Unknown kind of change 'units'         ; 8 ; did you mean 'unit'?
            paths: [valueQuantity]    ; paths: []                     ; Wrong value                            ; 9 ; correct the value of 'paths'
            paths: [valueQuantity]    ; paths: [valueQuantty]         ; Unknown element 'valueQuantty'         ; 8 ; did you mean 'valueQuantity'?
            paths: [valueQuantity]    ; paths: [component.valeQuantity] ; Unknown element 'component.valeQuantity' ; 8 ; did you mean 'component.valueQuantity'?
            paths: [valueQuantity]    ; paths: [code]                 ; 'code' is not a Quantity               ; 8 ; name a Quantity of Observation
            paths: [code]             ; paths: [valueQuantity]        ; 'valueQuantity' is not a CodeableConcept ; 11 ; name a CodeableConcept
            effectivePeriod]          ; meta.lastUpdated]             ; 'meta.lastUpdated' cannot be corrected ; 14 ; name an element of the content
            effectivePeriod]          ; status]                       ; 'status' is not a date                 ; 14 ; name a date
            to: cm, factor: 10        ; to: cm, factor: ten           ; Wrong value of 'with.factor'           ; 8 ; correct it
            to: cm, factor: 10        ; to: cm, factor: 1/0           ; Wrong value of 'with.factor'           ; 8 ; correct it
            to: cm, factor: 10        ; to: cm, factor: -1            ; Wrong value of 'with.factor'           ; 8 ; correct it
            to: cm, factor: 10        ; to: cm, factor: 1/3           ; Missing 'with.decimals'                ; 8 ; add it
            to: cm, factor: 10        ; to: cm, factr: 10             ; Unknown 'with.factr'                   ; 8 ; did you mean 'factor'?
            to: cm, factor: 10        ; to: dm                        ; Wrong value of 'with.to'               ; 8 ; correct it
            from: [dm],               ; form: [dm],                   ; Missing 'with.from'                    ; 8 ; add it
            {system: a, code: b}      ; {sytem: a, code: b}           ; Unknown 'with.from.sytem'              ; 11 ; did you mean 'system'?
            to: {code: c}             ; to: {code: b}                 ; Wrong value of 'with.to'               ; 11 ; correct it
            to: {code: c}             ; to: c                         ; Wrong value of 'with.to'               ; 11 ; correct it
            with: {days: 1}           ; with: {days: 0}               ; Wrong value of 'with.days'             ; 14 ; correct it
            with: {days: 1}           ; with: {days: 1.5}             ; Wrong value of 'with.days'             ; 14 ; correct it
            with: {days: 1}           ; with: {weeks: 1}              ; Missing 'with.days'                    ; 14 ; add it
            reason: a test            ; resaon: a test                ; Missing key 'reason'                   ; 1 ; add 'reason:'
            correction: height        ; correction: heigth            ; The file is not named 'heigth'         ; 1 ; rename the file
            """)
    void eachMistakeIsToldWithItsPlaceAndCure(String from, String to, String what, int line, String cure)
            throws IOException {
        assertThat(SOUND).contains(from);
        write("height", SOUND.replace(from, to));
        assertThat(problems()).anySatisfy(problem -> {
            assertThat(problem.what()).contains(what);
            assertThat(String.valueOf(problem.place()))
                    .startsWith("conf/corrections/height.yaml" + (line == 0 ? "" : ":" + line));
            assertThat(problem.cure()).contains(cure);
        });
    }

    @Test
    void twoCorrectionsOfTheSameElementsOfTheSameResourcesAreRefused() throws IOException {
        write("height", SOUND);
        write("taller", SOUND.replace("height", "taller").replace("[facility_b]", "[]"));
        assertThat(problems())
                .extracting(Problem::what)
                .containsOnly("Corrections 'height' and 'taller' change the same elements");
        write("taller", SOUND.replace("height", "taller").replace("[facility_b]", "[facility_a]"));
        assertThat(problems()).isEmpty();
        write("taller", SOUND.replace("height", "taller").replace("'8302-2'", "'8306-3'"));
        assertThat(problems()).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("conf/corrections/" + name + ".yaml"), text);
    }

    private List<Problem> problems() {
        Problems problems = new Problems();
        try {
            Specifications read = Specifications.read(folder.resolve("conf"), folder.resolve("schemas"));
            Corrections.check(read, problems);
            return problems.sorted();
        } catch (UserError e) {
            return e.problems();
        }
    }
}
