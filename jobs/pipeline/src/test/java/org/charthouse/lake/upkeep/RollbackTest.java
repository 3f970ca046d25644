package org.charthouse.lake.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.charthouse.lake.upkeep.TinyLake.A;
import static org.charthouse.lake.upkeep.TinyLake.B;
import static org.charthouse.lake.upkeep.TinyLake.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.charthouse.error.UserError;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.upkeep.Rollback.Way;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {

    @TempDir
    private Path folder = Path.of("");

    private TinyLake tiny = TinyLake.in(Path.of("target"));
    private Rollback rollback = new Rollback(tiny.lake(), tiny.manifests());

    @BeforeEach
    void openALake() {
        tiny = TinyLake.in(folder);
        rollback = new Rollback(tiny.lake(), tiny.manifests());
    }

    @Test
    void aTableThatDidNotExistThenIsEmptiedAndComesBackOnTheWayForward() {
        tiny.append(A, "1,x");
        long first = tiny.publish(NOON);
        Map<TableName, String> then = tiny.contents();
        tiny.replace(A, "2,y");
        tiny.append(B, "7,z");
        long second = tiny.publish(NOON);
        Map<TableName, String> later = tiny.contents();

        Manifest back = goTo(first);
        assertThat(tiny.contents()).isEqualTo(then).isNotEqualTo(later);
        assertThat(back.run()).isEqualTo(3);
        assertThat(back.jobs().get("job")).satisfies(entry -> {
            assertThat(entry.ranIn()).isEqualTo(first);
            assertThat(entry.outputs()).containsEntry(A, 2L).containsEntry(B, 1L);
        });
        assertThat(tiny.manifests().history().get(2).because()).isEqualTo("rollback to 1");
        assertThat(rollback.carryOut(rollback.plan(first), NOON)).as("again").isEmpty();

        goTo(second);
        assertThat(tiny.contents()).isEqualTo(later);
    }

    @Test
    void haltedAnywhereAndDoneAgainItEndsTheSame() {
        tiny.append(A, "1,x");
        tiny.append(B, "1,x");
        long first = tiny.publish(NOON);
        Map<TableName, String> then = tiny.contents();
        tiny.replace(A, "2,y");
        tiny.replace(B, "2,y");
        long second = tiny.publish(NOON);
        Map<TableName, String> later = tiny.contents();
        List<String> moments = List.of(
                "before core.a restore",
                "after core.a restore",
                "before core.b restore",
                "after core.b restore",
                "before ops.manifest append");
        for (String moment : moments) {
            TinyLake.haltedAt(moment, () -> goTo(first));
            assertThat(tiny.contents())
                    .as("the state in force after a halt %s", moment)
                    .isEqualTo(later);
        }
        TinyLake.haltedAt("after ops.manifest append", () -> goTo(first));
        assertThat(tiny.contents()).isEqualTo(then);
        assertThat(rollback.carryOut(rollback.plan(first), NOON))
                .as("nothing is left to do")
                .isEmpty();
        assertThat(TinyLake.moments(() -> goTo(second)))
                .as("these are all moments")
                .hasSize(moments.size() + 1);
    }

    @Test
    void itRefusesBeforeAnythingChangesIfFilesAreGone() throws IOException {
        tiny.append(A, "1,x");
        tiny.append(B, "1,x");
        long first = tiny.publish(NOON);
        tiny.replace(A, "2,y");
        tiny.replace(B, "2,y");
        tiny.publish(NOON);
        Files.delete(
                new TableVersions(tiny.lake(), B).files(0).orElseThrow().get(0).path());
        assertThatThrownBy(() -> rollback.plan(first))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("version 0 of core.b")
                .hasMessageNotContaining("core.a")
                .hasMessageContaining("cure:");
        assertThat(tiny.lake().version(A)).isEqualTo(1);
    }

    @Test
    void anUnknownManifestIsToldWithThoseThatAreKnown() {
        tiny.append(A, "1,x");
        tiny.publish(NOON);
        assertThatThrownBy(() -> rollback.plan(9)).isInstanceOf(UserError.class).hasMessageContaining("known are 1");
    }

    @Test
    void whatIsThatAlreadyIsNotWrittenAgain() {
        tiny.append(A, "1,x");
        long first = tiny.publish(NOON);
        assertThat(rollback.plan(first).steps()).hasSize(1).allSatisfy(step -> {
            assertThat(step.way()).isEqualTo(Way.STAYS);
            assertThat(step.now()).isEqualTo(step.then()).isNotEqualTo(Lake.ABSENT);
        });
    }

    private Manifest goTo(long number) {
        return rollback.carryOut(rollback.plan(number), NOON).orElseThrow();
    }
}
