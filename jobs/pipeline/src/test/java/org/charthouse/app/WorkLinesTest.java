package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A work list that was filled in elsewhere is read with all that is wrong, by line and without what it says. */
class WorkLinesTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 1, 31);
    private static final String HEADER = "table,rule,source,row,state,owner,expires_on,note\n";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void soundLinesAreRead() throws IOException {
        assertThat(lines("\uFEFF" + HEADER
                        + "core.a,x,s,\"a,1\",accepted, Ann ,2026-01-31,known\n\ncore.a,x,s,2,reopened,,,\n"))
                .extracting(line -> line.number() + " " + line.key() + line.owner() + line.expiresOn() + line.note())
                .containsExactly(
                        "2 [core.a, x, s, a,1]Optional[Ann]Optional[2026-01-31]Optional[known]",
                        "4 [core.a, x, s, 2]Optional.emptyOptional.emptyOptional.empty");
    }

    /** As 'dq work export' writes what a spreadsheet would compute. */
    @Test
    void whatWasGuardedFromSpreadsheetsIsReadAsItWas() throws IOException {
        assertThat(lines(HEADER + "core.a,x,'-s,'=1+1,accepted,'@Ann,2026-01-31,'=see note\n"))
                .extracting(line -> line.key() + " " + line.owner() + line.note())
                .containsExactly("[core.a, x, -s, =1+1] Optional[@Ann]Optional[=see note]");
    }

    @Test
    void allThatIsWrongIsToldByLineAndNothingIsQuoted() {
        assertThat(problems(HEADER
                        + "core.a,x,s,SECRET1,fixed,,,\n"
                        + "core.a,x,s,SECRET2,accepted,,,\n"
                        + "core.a,x,s,SECRET3,accepted,,2026-01-30,SECRET\n"
                        + "core.a,x,s,SECRET4,accepted,,SECRET,why\n"
                        + "core.a,x,s,SECRET5,open,,2026-02-01,\n"
                        + "core.a,x,s,SECRET5,done,,,\n"
                        + "core.a,x,s,SECRET6\n"))
                .containsExactly(
                        "2: its state is none",
                        "3: an accepted exception has no 'expires_on'",
                        "3: an accepted exception has no 'note'",
                        "4: 'expires_on' is before 2026-01-31, the date of the results",
                        "5: 'expires_on' is no date",
                        "6: only an accepted exception has 'expires_on'",
                        "7: a line before it is about the same row and rule",
                        "8: it has another number of values than the header");
    }

    @Test
    void columnsThatAreMissingOrUnknownAreToldAtOnce() {
        assertThat(problems("table,rule,source,SECRET\n"))
                .containsExactly(
                        "1: there is no column 'row'",
                        "1: there is no column 'state'",
                        "1: column 4 has an unknown name");
    }

    @Test
    void whatIsNoCsvOrNoUtf8IsToldAsSuch() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, (HEADER + "core.a,x,s,1,open,M\u00fcller,,\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(told(file)).containsExactly("0: it cannot be read as CSV in UTF-8");
        assertThat(problems(HEADER + "core.a,x,s,\"1,open,,,\n"))
                .containsExactly("0: it cannot be read as CSV in UTF-8");
    }

    @Test
    void aFolderIsNoList() {
        assertThatThrownBy(() -> WorkLines.read(folder, AS_OF))
                .hasRootCauseInstanceOf(FileSystemException.class)
                .hasMessageContaining("it is a folder");
    }

    private List<WorkLines.Line> lines(String text) throws IOException {
        return WorkLines.read(Files.writeString(folder.resolve("list.csv"), text), AS_OF)
                .lines();
    }

    private List<String> problems(String text) {
        Path file = folder.resolve("list.csv");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return told(file);
    }

    private static List<String> told(Path file) {
        UserError error = catchThrowableOfType(UserError.class, () -> WorkLines.read(file, AS_OF));
        assertThat(error.getMessage()).doesNotContain("SECRET").doesNotContain("core.a");
        return error.problems().stream().map(WorkLinesTest::told).toList();
    }

    private static String told(Problem problem) {
        return (problem.place() == null ? 0 : problem.place().line()) + ": " + problem.reason();
    }
}
