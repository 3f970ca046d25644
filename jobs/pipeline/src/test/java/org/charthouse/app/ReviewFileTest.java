package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.charthouse.app.ReviewDecisions.Word;
import org.charthouse.error.UserError;
import org.charthouse.identity.Decisions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewFileTest {

    private static final String HEADER = "a,b,records,likely,reason,compared,decision,until,note\n";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void pairsThatAreWrittenAndFilledInAreReadAgain() throws IOException {
        Path file = folder.resolve("pairs.csv");
        ReviewFile.write(file, List.of(pair("lab/=1+1", "clinic/7"), pair("lab/2", "lab/3")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ReviewFile.read(file)).as("nothing is decided yet").isEmpty();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        Files.writeString(
                file,
                String.join("\r\n", lines.get(0), lines.get(1).replaceAll(",,,$", ",Link,,same card"), lines.get(2)));
        assertThat(ReviewFile.read(file))
                .containsExactly(new Word(
                        new RecordName("clinic", "7"),
                        new RecordName("lab", "=1+1"),
                        Decisions.LINKED,
                        Optional.of("same card"),
                        Optional.empty()));
    }

    @Test
    void aDeferredPairHasADate() throws IOException {
        assertThat(read("lab/1,lab/2,2,0.7,doubtful,x,defer,2026-03-31,waiting for the clinic"))
                .extracting(Word::decision, Word::until)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Decisions.DEFERRED, Optional.of(LocalDate.of(2026, 3, 31))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    lab/1,lab/2,2,0.7,doubtful,x,perhaps,,                                      ; its decision is none
                    lab/1,lab/2,2,0.7,doubtful,x,defer,,                                        ; a deferred pair has no 'until'
                    lab/1,lab/2,2,0.7,doubtful,x,defer,soon,                                    ; 'until' is no date
                    lab1,lab/2,2,0.7,doubtful,x,link,,                                          ; it does not name two records as SOURCE/ID
                    lab/1,lab/2,2,0.7,doubtful,x,link                                           ; it has another number of values than the header
                    """)
    void whatIsWrongIsToldByLineAndWithoutTheRecord(String line, String reason) {
        assertThatThrownBy(() -> read("lab/8,lab/9,2,0.7,doubtful,x,link,,\n" + line))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("pairs.csv:3")
                .hasMessageNotContaining("lab/");
    }

    @Test
    void aPairThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> read("lab/1,lab/2,2,0.7,doubtful,x,link,,\nlab/2,lab/1,2,0.7,doubtful,x,unlink,,"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a line before it is about the same pair");
    }

    @Test
    void aColumnThatIsMissingIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("pairs.csv"), "a,b\nlab/1,lab/2\n");
        assertThatThrownBy(() -> ReviewFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no column 'decision'");
    }

    private List<Word> read(String lines) throws IOException {
        return ReviewFile.read(Files.writeString(folder.resolve("pairs.csv"), HEADER + lines + "\n"));
    }

    private static Row pair(String a, String b) {
        return new GenericRowWithSchema(
                new Object[] {a, b, 2L, 0.75, "doubtful", "birth: same"},
                StructType.fromDDL(
                        "a string, b string, records bigint, score double, reason string, comparison string"));
    }
}
