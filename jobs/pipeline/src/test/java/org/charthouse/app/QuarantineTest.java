package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Finished;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Runner;
import org.charthouse.pipeline.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failed gate has kept from being published can be worked on. */
class QuarantineTest {

    private static final LocalDate DAY = LocalDate.parse("2026-02-21");

    private static final String HEADER = "department_id,organization_id,name,department_type,updated_at\n";

    private static final String NO_HEADER =
            "facility_a/" + DAY + "/department.without-a-header-and-with-a-long-name.csv";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void linesThatMadeTheGateFailAreListedAndDiscardedAndTheNextRunGoesOnFromThere() throws IOException {
        House house = House.open(Houses.INSTALL, folder.resolve("house"));
        deliver(house);
        RunReport unfit = run(house);
        assertThat(unfit.fatal()).isNotEmpty();
        assertThat(told(unfit))
                .contains("note: 2 new files, 1 refused")
                .contains("cure: 'charthouse quarantine list' names what could not be used");

        assertThat(printed(house, "list"))
                .contains("open", "40 lines", "it was not published")
                .as("paths and reasons to their end")
                .contains(NO_HEADER + " ", "department_id, organization_id, name, updated_at");
        assertThat(printed(house, "discard", "--reason", "made by hand", "--dry-run"))
                .contains("40 lines would be discarded");
        assertThat(printed(house, "discard", "--reason", "made by hand")).contains("40 lines are discarded");
        assertThat(printed(house, "list")).contains("discarded", "40 lines");
        assertThat(house.manifests(Houses.lake(house)).latest().jobs())
                .as("nothing is published")
                .isEmpty();
        assertThat(version(house)).isEqualTo(Houses.lake(house).version(IngestJob.QUARANTINE));

        RunReport again = run(house);
        assertThat(again.outcomes())
                .filteredOn(outcome -> outcome.job().name().equals("gate"))
                .extracting(JobOutcome::state)
                .as("judged again")
                .containsExactly(JobOutcome.State.DONE);
        assertThat(again.outcomes())
                .filteredOn(outcome -> outcome.job().name().equals("ingest"))
                .extracting(JobOutcome::state)
                .as("not begun anew")
                .containsExactly(JobOutcome.State.UNCHANGED);
        assertThat(printed(house, "list")).as("and kept").contains("discarded", "40 lines");
    }

    @Test
    void whatCannotBeReadAnyBetterIsNotRetriedByTheWay() throws IOException {
        House house = House.open(Houses.INSTALL, folder.resolve("house"));
        Path file = Files.createDirectories(house.landing().resolve("facility_a/" + DAY))
                .resolve("department.csv");
        String text = HEADER + "1,4,Ward,medical\n" + "2,4,Frauen & Mütter,medical,2026-02-20T18:05:00Z\n" + "3,4,"
                + "x".repeat(9 << 20) + ",medical,2026-02-20T18:05:00Z\n" + ward(4) + ward(5) + ward(6) + ward(7);
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        run(house);

        assertThat(printed(house, "list")).contains("columns", "encoding", "too-long");
        assertThat(printed(house, "retry", "--dry-run")).contains("1 lines and 0 files");
        assertThat(printed(house, "retry", "--rule", "too-long", "--dry-run")).contains("0 lines and 0 files");
        assertThat(printed(house, "retry", "--rule", "encoding")).contains("1 lines and 0 files");
        run(house);
        assertThat(printed(house, "list", "--rule", "encoding"))
                .contains("retried")
                .doesNotContain("open");
        assertThat(Houses.lake(house)
                        .read(IngestJob.RECORD)
                        .filter("text LIKE '%Mütter%'")
                        .count())
                .as("taken as ISO 8859-1, because a person said so")
                .isEqualTo(1);
    }

    private static String told(RunReport report) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        report.outcomes().forEach(outcome -> RunConsole.tell(outcome.report(), out));
        return told.toString(StandardCharsets.UTF_8);
    }

    private static long version(House house) {
        Lake lake = Houses.lake(house);
        return Finished.of(lake, house.manifests(lake).latest()).version(IngestJob.QUARANTINE);
    }

    private static void deliver(House house) throws IOException {
        Path file = Files.createDirectories(house.landing().resolve("facility_a/" + DAY))
                .resolve("department.csv");
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 1; i <= 40; i++) {
            text.append("broken ").append(i).append('\n');
        }
        for (int i = 1; i <= 80; i++) {
            text.append(ward(i));
        }
        Files.writeString(file, text);
        Files.writeString(house.landing().resolve(NO_HEADER), ward(1));
    }

    private static String ward(int number) {
        return number + ",4,Ward " + number + ",medical,2026-02-20T18:05:00Z\n";
    }

    private static RunReport run(House house) {
        JobGraph graph = new JobGraph(new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> job.stage() == Stage.INGEST || job.stage() == Stage.GATE)
                        .toList());
        return new Runner(house.specs(), Houses.lake(house), house.folders(), RunListener.SILENT, Clock.systemUTC())
                .run(graph, new RunOrder(false, Set.of(), Optional.of(DAY)), () -> DAY);
    }

    private static String printed(House house, String... command) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String[] where = {"--home", house.home().toString(), "--config", Houses.INSTALL.toString()};
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(Main.run(Stream.of(Stream.of("quarantine"), Stream.of(command), Stream.of(where))
                            .flatMap(each -> each)
                            .toArray(String[]::new)))
                    .isZero();
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
