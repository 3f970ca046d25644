package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;

/** Houses for tests: extracts of ten synthetic people, made once, and runs over copies of them. */
final class Houses {

    static final Path INSTALL =
            Path.of(System.getProperty("charthouse.install", ".")).toAbsolutePath();

    private static final Path EXTRACTS = INSTALL.resolve("jobs/pipeline/target/extracts-10-42");

    private static final RunListener SILENT = new RunListener() {
        @Override
        public void started(Job job) {}

        @Override
        public void ended(JobOutcome outcome) {}
    };

    private Houses() {}

    /** {@code landing} and {@code truth} of ten people; Synthea makes them in half a minute, once per clean build. */
    static synchronized Path extracts() {
        if (!Files.exists(EXTRACTS.resolve("truth/person.csv"))) {
            System.setProperty("charthouse.install", INSTALL.toString());
            int made = SynthProcess.run(
                    INSTALL, List.of("--patients", "10", "--seed", "42", "--out", EXTRACTS.toString(), "--force"));
            if (made != 0) {
                throw new IllegalStateException("the generator ended with " + made);
            }
        }
        return EXTRACTS;
    }

    /** A house with a copy of the extracts in its landing folder. */
    static House with(Path home) {
        copy(extracts().resolve("landing"), home.resolve("landing"));
        return House.open(INSTALL, home);
    }

    static Lake lake(House house) {
        return new Lake(SharedSpark.session(), house.lakePath());
    }

    static RunReport run(House house) {
        return new HouseRun(house, lake(house)).run(RunOrder.usual(), SILENT);
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path each : walk.sorted().toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits of all tables below a folder. */
    static long commits(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().matches(".*_delta_log/\\d{20}\\.json"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
