package org.charthouse.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.charthouse.lake.LakeSession;
import org.charthouse.spec.Specifications;

/** Spark for commands that read plain files and have no house: what it spills is in a folder of its own. */
public final class LocalSession {
    private LocalSession() {}

    /**
     * Starts Spark.
     *
     * @param config the folder that holds {@code conf/} and {@code schemas/}
     */
    public static SparkSession start(Path config) throws IOException {
        Specifications specs = Specifications.read(config.resolve("conf"), config.resolve("schemas"));
        Path scratch = Files.createTempDirectory("charthouse");
        scratch.toFile().deleteOnExit();
        return LakeSession.start(specs.house(), scratch);
    }
}
