package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charthouse.error.ExitCode;
import org.charthouse.lake.Lake;
import org.charthouse.lake.LakeFormat;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.upkeep.Backup;
import org.charthouse.lake.upkeep.BackupIndex;
import org.charthouse.lake.upkeep.Maintenance;
import org.charthouse.lake.upkeep.Restoration;
import org.charthouse.lake.upkeep.Rollback;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.pipeline.RunReport;
import org.charthouse.spec.TableName;
import org.charthouse.spec.UpkeepSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole house between its runs: whatever is done to its lake, the content stays, and a run finds nothing to do. */
@Tag("endurance")
class UpkeepTest {

    private static final UpkeepSpec COMPACT_ALMOST_ALL = new UpkeepSpec(1, 32, 30, 90, 400);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void maintainedRolledBackAndRestoredAHouseHasTheSameContent() {
        House house = Houses.with(folder.resolve("house"));
        Lake lake = Houses.lake(house);
        long first = Houses.run(house).run();
        Map<TableName, String> contents = contents(house, lake);
        assertThat(house.lakePath().resolve(LakeFormat.FILE)).exists();

        Maintenance.Report maintained = new Maintenance(
                        lake, house.manifests(lake), COMPACT_ALMOST_ALL, house.specs()::knows, house.accessLog(lake))
                .carryOut(Instant.now());
        assertThat(maintained.published()).hasValue(first + 1);
        assertThat(maintained.strangers()).isEmpty();
        assertThat(maintained.unsettled()).isEmpty();
        assertThat(contents(house, lake)).as("maintained").isEqualTo(contents);

        Rollback rollback = new Rollback(lake, house.manifests(lake));
        Manifest back = rollback.carryOut(rollback.plan(first), Instant.now()).orElseThrow();
        assertThat(back.run()).isEqualTo(first + 2);
        assertThat(contents(house, lake)).as("rolled back").isEqualTo(contents);
        assertNothingToDo(house);

        House other = Houses.with(folder.resolve("other"));
        Path to = folder.resolve("backup");
        BackupIndex index = new Backup(lake, house.manifests(lake))
                .write(to, Build.VERSION, ConfigurationHash.of(house), Instant.now());
        new Restoration(to, other.lakePath()).carryOut();
        Lake restored = Houses.lake(other);
        assertThat(index.manifest()).isEqualTo(other.manifest(restored).run());
        assertThat(other.manifest(restored)).isEqualTo(house.manifest(lake));
        assertThat(contents(other, restored)).as("restored").isEqualTo(contents);
        assertNothingToDo(other);
        theCommandsSaySo(other, to);
    }

    private static void theCommandsSaySo(House house, Path backup) {
        assertThat(printed(house, "history")).contains("rollback to 1", "maintain", "in force: manifest");
        assertThat(printed(house, "manifest", "diff", "1", "2"))
                .contains("raw.quarantine", "tables and 0 job definitions differ");
        assertThat(printed(house, "manifest", "rollback", "3", "--dry-run")).contains("0 tables change");
        assertThat(printed(house, "sql", "--json", "-e", "SELECT count(DISTINCT job) > 9 AS n, null AS m FROM ops.run"))
                .contains("{\"n\":true,\"m\":null}");
        assertThat(printed(house, "maintain", "--dry-run")).contains("core.patient", "dry run");
        assertThat(printed(house, "backup", "--to", "unused", "--dry-run")).contains("would be copied");
        Ended refused = run("restore", "--home", house.home().toString(), "--from", backup.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(refused.err()).contains("There is a lake already", "cure:");
        Ended gone = run("manifest", "rollback", "2", "--home", house.home().toString());
        assertThat(gone.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(gone.err()).contains("Cannot go back to manifest 2", "are gone; nothing was changed");
    }

    private static String printed(House house, String... command) {
        Ended ended = run(Stream.concat(
                        Stream.of(command), Stream.of("--home", house.home().toString()))
                .toArray(String[]::new));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        return ended.out();
    }

    private record Ended(int code, String out, String err) {}

    private static Ended run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int code = Main.run(Stream.concat(Stream.of(arguments), Stream.of("--config", Houses.INSTALL.toString()))
                    .toArray(String[]::new));
            return new Ended(
                    code, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            out.println(printed.toString(StandardCharsets.UTF_8));
        }
    }

    /** Reports are made again, for they name versions; no table is touched. */
    private static void assertNothingToDo(House house) {
        Lake lake = Houses.lake(house);
        Map<TableName, Long> before = house.manifest(lake).tables();
        RunReport report = Houses.run(house);
        List<String> worked = report.outcomes().stream()
                .filter(outcome -> outcome.state() != JobOutcome.State.UNCHANGED)
                .map(outcome -> outcome.job().name())
                .toList();
        assertThat(worked).isEmpty();
        house.specs()
                .reports()
                .keySet()
                .forEach(name -> assertThat(house.reports().resolve(name + ".html"))
                        .content()
                        .contains("identity.person (version " + before.get(TableName.of("identity.person")) + ")"));
        assertThat(house.manifest(lake).tables()).isEqualTo(before);
    }

    private static Map<TableName, String> contents(House house, Lake lake) {
        Contents contents = new Contents(house, lake, house.manifest(lake));
        Map<TableName, String> hashes = new TreeMap<>();
        house.manifest(lake).tables().forEach((table, version) -> {
            if (version != Lake.ABSENT) {
                hashes.put(table, contents.hash(table, version));
            }
        });
        return hashes;
    }
}
