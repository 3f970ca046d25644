package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.functions;
import org.charthouse.SharedSpark;
import org.charthouse.dq.WorkItem;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableWriter;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Runner;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;

/** A house of a few encounters and rules of a test, which judges them and does nothing else. */
final class WorkHouse {

    static final TableName RESULT = new TableName("dq", "result");

    private static final TableName ENCOUNTER = new TableName("core", "encounter");

    private final Path folder;
    private Optional<House> house = Optional.empty();
    private Optional<JobGraph> graph = Optional.empty();

    WorkHouse(Path folder) {
        this.folder = folder;
    }

    House house() {
        if (house.isEmpty()) {
            rules(rule("finished", "convention", "column: status, values: [finished]"));
        }
        return house.orElseThrow();
    }

    /** Made once for the same rules: measures are read for it. */
    private JobGraph graph() {
        if (graph.isEmpty()) {
            House now = house();
            graph = Optional.of(new JobGraph(new JobCatalog(now.specs(), now.views())
                    .graph().jobs().stream()
                            .filter(job -> job.stage() == Stage.CHECK || job.stage() == Stage.GATE)
                            .toList()));
        }
        return graph.orElseThrow();
    }

    Lake lake() {
        return Houses.lake(house());
    }

    /** Makes these the rules of encounters. */
    void rules(String rules) {
        Path config = folder.resolve("config");
        try {
            if (!Files.exists(config)) {
                SharedSpark.copyConfiguration(Files.createDirectories(config));
                FileUtils.deleteDirectory(config.resolve("conf/rules").toFile());
                Files.createDirectories(config.resolve("conf/rules"));
            }
            Files.writeString(config.resolve("conf/rules/encounter.yaml"), "table: core.encounter\nrules:\n" + rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        graph = Optional.empty();
        house = Optional.of(House.open(config, folder.resolve("house")));
    }

    /** A rule of this kind, as it stands in a file. */
    static String rule(String name, String severity, String with) {
        return "  - {rule: " + name + ", kind: value-set, with: {" + with + "}, severity: " + severity
                + ", threshold: 0, source: a test, why: a test, passes: [{}], fails: [{}]}\n";
    }

    /** Makes these the encounters: source, id, status. */
    void encounters(String... lines) {
        Lake lake = lake();
        new TableWriter(lake)
                .replace(
                        house().definition(ENCOUNTER),
                        lake.empty(house().definition(ENCOUNTER))
                                .unionByName(
                                        SharedSpark.rows(
                                                        "source_system string, encounter_id string, status string",
                                                        lines)
                                                .withColumn("patient_id", functions.lit("p")),
                                        true));
    }

    /** Judges them, and what was judged. */
    RunReport run(LocalDate asOf) {
        return new Runner(house().specs(), lake(), house().folders(), RunListener.SILENT, Clock.systemUTC())
                .run(graph(), new RunOrder(false, Set.of(), Optional.of(asOf)), () -> asOf);
    }

    /** The jobs that work in a run. */
    List<String> jobs(LocalDate asOf) {
        return run(asOf).outcomes().stream()
                .filter(outcome -> outcome.state() == JobOutcome.State.DONE)
                .map(outcome -> outcome.job().name())
                .toList();
    }

    /** What the rule "finished" found. */
    String result() {
        return lake().read(RESULT)
                .filter("rule = 'finished'")
                .selectExpr("concat_ws(' ', state, rows_violating, 'violating', rows_accepted, 'accepted',"
                        + " round(violating_percent, 1), '%', coalesce(reason, 'null'))")
                .first()
                .getString(0);
    }

    String result(String... columns) {
        return lake().read(RESULT)
                .filter("rule = 'finished'")
                .selectExpr("concat_ws(' ', " + String.join(", ", columns) + ")")
                .first()
                .getString(0);
    }

    /** The items: key, state, owner. */
    List<String> list() {
        return new WorkList(house(), lake())
                .items(WorkFilter.ALL).orderBy("row_key").collectAsList().stream()
                        .map(row -> Stream.of("row_key", "state", "owner")
                                .map(name -> Objects.toString(row.getAs(name), ""))
                                .collect(Collectors.joining(" "))
                                .strip())
                        .toList();
    }

    /** Decides about items, all or those of some rows, as commands do. */
    WorkList.Made decide(WorkChange change, String... rows) {
        WorkFilter which = new WorkFilter("true", new TreeMap<>(), List.of(rows));
        return new StateChange(house(), lake())
                .make(
                        "test",
                        List.of(WorkItem.TABLE),
                        () -> new WorkList(house(), lake()).make(which, change),
                        WorkList.Made::isOfExceptions);
    }

    /** What a command of the work list prints. */
    String printed(String... command) {
        Printed printed = run(command);
        assertThat(printed.exit()).as(printed.text()).isZero();
        return printed.text();
    }

    /** How a command ends. */
    int failing(String... command) {
        return run(command).exit();
    }

    private Printed run(String... command) {
        String[] where = {
            "--home",
            house().home().toString(),
            "--config",
            folder.resolve("config").toString()
        };
        return Printed.by(Stream.of(Stream.of("dq", "work"), Stream.of(command), Stream.of(where))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }
}
