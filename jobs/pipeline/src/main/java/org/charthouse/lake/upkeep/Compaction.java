package org.charthouse.lake.upkeep;

import java.util.List;
import org.apache.spark.sql.RuntimeConfig;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.TableVersions.DataFile;
import org.charthouse.lake.TableWriter;
import org.charthouse.spec.TableName;
import org.charthouse.spec.UpkeepSpec;

/** Puts the rows of many small files into few larger ones: the same rows in a new version. */
final class Compaction {

    private static final String SMALL = "spark.databricks.delta.optimize.minFileSize";
    private static final String LARGEST = "spark.databricks.delta.optimize.maxFileSize";

    /** Files of four times what is small are not small again, and still enough of them to be read in parallel. */
    private static final int LARGE = 4;

    private final Lake lake;
    private final UpkeepSpec spec;

    Compaction(Lake lake, UpkeepSpec spec) {
        this.lake = lake;
        this.spec = spec;
    }

    /** Whether a table has more small files than it may have. */
    boolean isDue(TableVersions versions) {
        List<DataFile> files = versions.files();
        return files.stream().filter(file -> file.bytes() < small()).count() > spec.compactFiles();
    }

    /** Compacts one table by one commit. Delta takes the sizes from the session, which serves others too. */
    void run(TableName table) {
        RuntimeConfig conf = lake.session().conf();
        conf.set(SMALL, small());
        conf.set(LARGEST, LARGE * small());
        try {
            new TableWriter(lake).compact(table);
        } finally {
            conf.unset(SMALL);
            conf.unset(LARGEST);
        }
    }

    private long small() {
        return spec.smallMegabytes() * 1024L * 1024L;
    }
}
