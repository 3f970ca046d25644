package org.charthouse.app;

import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import org.charthouse.lake.LakeFormat;
import org.charthouse.lake.WriterLock;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Runner;

/** One run of all jobs of a house, by the only writer of its lake. */
public final class HouseRun {

    private final House house;
    private final Lake lake;
    private final JobGraph graph;

    public HouseRun(House house, Lake lake) {
        this.house = house;
        this.lake = lake;
        this.graph = new JobCatalog(house.specs(), house.views()).graph();
    }

    /** How many jobs there are. */
    public int jobs() {
        return graph.jobs().size();
    }

    /**
     * Runs.
     *
     * @param asOf the date that the run stands for; by default that of the newest delivery
     */
    public RunReport run(Optional<LocalDate> asOf, RunListener listener) {
        WriterLock lock = WriterLock.take(house.lakePath());
        try {
            LakeFormat.note(house.lakePath(), Build.VERSION);
            Runner runner = new Runner(house.specs(), lake, house.folders(), listener, Clock.systemUTC());
            return runner.run(graph, () -> asOf.orElseGet(this::newestDelivery));
        } finally {
            lock.close();
        }
    }

    private LocalDate newestDelivery() {
        if (lake.exists(IngestJob.FILE)) {
            Row newest = lake.read(IngestJob.FILE).agg(max("delivery_on")).first();
            if (!newest.isNullAt(0)) {
                return newest.<Date>getAs(0).toLocalDate();
            }
        }
        throw new UserError(
                ExitCode.INPUT,
                new Problem(
                        "Nothing has been delivered",
                        Place.of(house.landing().toString()),
                        "no configured feed has a file in a folder <feed folder>/<YYYY-MM-DD>",
                        "put extracts there, or make synthetic ones with 'charthouse demo'"));
    }
}
