package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.charthouse.dq.WorkItem;
import org.charthouse.error.ExitCode;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the work list. */
class WorkCommandTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private WorkHouse work = new WorkHouse(Path.of("replaced before each test"));

    @BeforeEach
    void makeAHouseOfOneFatalRule() {
        work = new WorkHouse(folder);
        work.rules(WorkHouse.rule("finished", "fatal", "column: status, values: [finished]"));
        work.encounters("a,1,open", "a,2,finished", "b,3,open");
    }

    @Test
    void aListGoesOutAndComesBackWholeOrNotAtAllAndEachSightOfItIsLogged() throws IOException {
        work.run(DAY);
        Path file = folder.resolve("list.csv");
        assertThat(work.printed("export", "--out", file.toString())).contains("2 items in");
        String text = Files.readString(file);
        assertThat(text)
                .isEqualTo(String.join(
                        "\r\n",
                        "table,rule,source,row,facility,month,state,owner,expires_on,note",
                        "core.encounter,finished,a,1,,,open,,,",
                        "core.encounter,finished,b,3,,,open,,,",
                        ""));
        assertThat(work.printed("import", file.toString())).as("as it came").contains("0 items changed");

        String filled = text.replace("a,1,,,open,,,", "a,1,,,accepted,Ann,2026-02-01,old paper");
        Files.writeString(file, filled.replace("b,3,,,open", "b,4,,,done"));
        assertThat(work.failing("import", file.toString())).isEqualTo(ExitCode.INPUT.number());
        assertThat(work.lake().exists(WorkItem.TABLE)).isFalse();

        Files.writeString(file, filled.replace("b,3,,,open", "b,3,,,done"));
        assertThat(work.printed("import", file.toString(), "--dry-run")).contains("2 items would change");
        assertThat(work.printed("import", file.toString())).contains("2 items changed; the next run judges");
        assertThat(work.printed("list", "--purpose", "review"))
                .contains("Accepted exceptions: 1", "Said to be mended; a later run shows it: 1", "Ann");
        assertThat(work.printed("export", "--out", file.toString(), "--force")).contains("2 items in");
        assertThat(work.printed("import", file.toString())).contains("0 items changed");
        assertThat(access())
                .containsExactlyInAnyOrder("dq work export  2", "dq work export  2", "dq work list review 2");

        assertThat(work.failing("done")).as("all by accident").isEqualTo(ExitCode.USAGE.number());
        assertThat(work.failing("list", "--state", "opn")).isEqualTo(ExitCode.USAGE.number());
    }

    private List<String> access() {
        return work
                .lake()
                .read(new TableName("ops", "access"))
                .selectExpr("command || ' ' || purpose || ' ' || count_row")
                .collectAsList()
                .stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }
}
