package org.charthouse.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.conform.ConformJob;
import org.charthouse.conform.SharedIdentifiers;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.Runner;
import org.charthouse.spec.TableName;

/**
 * A few people in a lake, and lakes of copies of them: under other sources, with other person ids.
 *
 * @param tables what is copied
 */
record PersonLake(Lake lake, List<TableName> tables) {

    private static final TableName LINK = new TableName("identity", "link");
    private static final TableName GOLDEN = new TableName("identity", "golden_record");
    private static final String SOURCE = "source_system";
    private static final String PERSON = "person_id";
    private static final String COPY = "copy";

    /** How much is in a lake. */
    record Size(long persons, long resources) {}

    /** Loads the few by the jobs of a run; each Patient is a person. */
    static PersonLake load(House house, Lake lake, Path install, Set<TableName> wanted) {
        List<Job> jobs = new ArrayList<>(List.of(new IngestJob(house.specs())));
        SharedIdentifiers identifiers = new SharedIdentifiers();
        house.specs().elements().values().forEach(elements -> {
            TableName table = TableName.ofResource(elements.resource());
            if (wanted.contains(table)) {
                Extract.few(install, elements.resource()).ifPresent(file -> land(house, file));
                jobs.add(new ConformJob(house.specs(), elements, identifiers));
            }
        });
        new Runner(house.specs(), lake, house.folders(), RunListener.SILENT, Clock.systemUTC())
                .run(new JobGraph(jobs), RunOrder.usual(), () -> LocalDate.EPOCH);
        Dataset<Row> link = lake.read(TableName.ofResource("Patient"))
                .select(
                        col(SOURCE),
                        col("id").as("patient_id"),
                        concat(lit("person-"), col("id")).as(PERSON));
        write(link, lake, LINK);
        write(link, lake, GOLDEN);
        List<TableName> made = wanted.stream()
                .filter(table -> lake.version(table) != Lake.ABSENT)
                .toList();
        return new PersonLake(lake, made);
    }

    private static void land(House house, Path file) {
        Path target = house.home().resolve(Extract.DAY).resolve(Objects.requireNonNull(file.getFileName()));
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Dataset<Row> rows, Lake lake, TableName table) {
        rows.write().format("delta").save(lake.path(table).toString());
    }

    /** Writes so many copies into another lake that it holds at least so many persons. */
    Size copy(Lake other, int wanted) {
        long own = lake.read(LINK).select(PERSON).distinct().count();
        long copies = (wanted + own - 1) / own;
        long resources = 0;
        for (TableName table : tables) {
            Dataset<Row> rows = lake.read(table);
            Dataset<Row> copied = rows.crossJoin(lake.session().range(copies).toDF(COPY))
                    .withColumn(SOURCE, concat(col(SOURCE), lit("-"), col(COPY)))
                    .transform(all -> List.of(all.columns()).contains(PERSON)
                            ? all.withColumn(PERSON, concat(col(PERSON), lit("-"), col(COPY)))
                            : all)
                    .drop(COPY);
            write(copied, other, table);
            resources += table.zone().equals("fhir") ? rows.count() * copies : 0;
        }
        return new Size(own * copies, resources);
    }
}
