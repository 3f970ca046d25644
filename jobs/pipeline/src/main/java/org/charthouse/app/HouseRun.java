package org.charthouse.app;

import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.ingest.IngestJob;
import org.charthouse.key.PrivateFolder;
import org.charthouse.lake.Lake;
import org.charthouse.lake.LakeFormat;
import org.charthouse.lake.WriterLock;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.Planned;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
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

    /** How many jobs a run comes to. */
    public int jobs(RunOrder order) {
        return order.only().isEmpty()
                ? graph.jobs().size()
                : graph.from(order.only()).jobs().size();
    }

    /** Runs, as the only writer. */
    public RunReport run(RunOrder order, RunListener listener) {
        WriterLock lock = WriterLock.take(house.lakePath());
        try {
            lock.sweep(house.scratch());
            LakeFormat.note(house.lakePath(), Build.VERSION);
            PrivateFolder.make(house.reports());
            refuseJobsOfNothing(order);
            return runner(listener).run(graph, order, this::newestDelivery);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            if (DiskFull.isCauseOf(e)) {
                throw DiskFull.error();
            }
            throw e;
        } finally {
            lock.close();
        }
    }

    /** What a run would do; nothing is written, and no lock is needed. */
    public List<Planned> plan(RunOrder order) {
        refuseJobsOfNothing(order);
        return runner(RunListener.SILENT).plan(graph, order);
    }

    /** A job alone works on the state in force, so there must be one. */
    private void refuseJobsOfNothing(RunOrder order) {
        if (!order.only().isEmpty()) {
            house.manifest(lake);
        }
    }

    private Runner runner(RunListener listener) {
        return new Runner(house.specs(), lake, house.folders(), listener, Clock.systemUTC());
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
