package org.charthouse.lake.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.charthouse.lake.Lake;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.PublishedManifest;
import org.charthouse.lake.TableWriter;
import org.charthouse.spec.TableName;
import org.charthouse.spec.UpkeepSpec;

/** Which published states, and which rows of the run log, are kept. The state in force always is. */
final class Retention {

    private final Lake lake;
    private final UpkeepSpec spec;

    Retention(Lake lake, UpkeepSpec spec) {
        this.lake = lake;
        this.spec = spec;
    }

    /** The states that may be forgotten: neither among the newest nor young. */
    List<PublishedManifest> tooOld(List<PublishedManifest> history, Instant now) {
        Instant since = now.minus(Duration.ofDays(spec.keepDays()));
        List<PublishedManifest> old = history.subList(0, Math.max(0, history.size() - spec.keepManifests()));
        return old.stream().filter(each -> each.at().isBefore(since)).toList();
    }

    /** Those of a history that are not among the old ones. */
    static List<PublishedManifest> without(List<PublishedManifest> history, List<PublishedManifest> old) {
        List<PublishedManifest> kept = new ArrayList<>(history);
        kept.removeAll(old);
        return List.copyOf(kept);
    }

    /** Forgets states: one commit. What only they name can be swept then. */
    void forget(TableName manifests, List<PublishedManifest> old) {
        if (!old.isEmpty()) {
            Object[] numbers = old.stream().map(PublishedManifest::number).toArray();
            new TableWriter(lake).delete(manifests, col("run_number").isin(numbers));
        }
    }

    /** How many rows of the run log are too old. */
    long oldRunRows(Instant now) {
        return lake.exists(ManifestStore.RUN)
                ? lake.read(ManifestStore.RUN).filter(isOld(now)).count()
                : 0;
    }

    /** Forgets old rows of the run log: one commit. */
    void forgetRuns(Instant now) {
        new TableWriter(lake).delete(ManifestStore.RUN, isOld(now));
    }

    /** The rows of the newest run stay, however old: the next number is counted on from them. */
    private Column isOld(Instant now) {
        Instant since = now.minus(Duration.ofDays(spec.keepRunDays()));
        long newest = lake.read(ManifestStore.RUN)
                .agg(max("run_number"))
                .first()
                .<Long>getAs(0); // the table is never empty once it exists
        return col("started_at")
                .lt(lit(Timestamp.from(since)))
                .and(col("run_number").lt(newest));
    }
}
