package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.SharedSpark;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;

/** Houses for tests: extracts of ten synthetic people, made once, and runs over copies of them. */
final class Houses {

    static final Path INSTALL =
            Path.of(System.getProperty("charthouse.install", ".")).toAbsolutePath();

    private static final Path EXTRACTS = INSTALL.resolve("jobs/pipeline/target/extracts-10-42");
    private static final Path DELIVERIES = INSTALL.resolve("jobs/pipeline/target/extracts-10-42-3");

    private static final Path RAW = INSTALL.resolve("jobs/pipeline/target/extracts-raw-5-7");

    private Houses() {}

    /** {@code landing} and {@code truth} of ten people; Synthea makes them in half a minute, once per clean build. */
    static Path extracts() {
        return made(EXTRACTS, "1");
    }

    /** The same ten people in three deliveries, with corrections, deletions and files that come late. */
    static Path deliveries() {
        return made(DELIVERIES, "3");
    }

    /**
     * Thirty people of a seed.
     *
     * @param defects a file of shares; empty for the generator's own
     */
    static Path extracts(int seed, Optional<Path> defects) {
        List<String> options = new ArrayList<>(List.of("--patients", "30", "--seed", String.valueOf(seed)));
        defects.ifPresent(file -> options.addAll(List.of("--defects", file.toString())));
        String name = "extracts-30-" + seed + (defects.isPresent() ? "-clean" : "");
        return made(
                INSTALL.resolve("jobs/pipeline/target").resolve(name),
                "truth/extract.csv",
                options.toArray(String[]::new));
    }

    /** What Synthea itself exports of five people, as FHIR and as CSV. */
    static Path raw() {
        return made(RAW, "landing/synthea_csv", "--patients", "5", "--seed", "7", "--raw");
    }

    private static Path made(Path folder, String deliveries) {
        return made(folder, "truth/extract.csv", "--patients", "10", "--seed", "42", "--deliveries", deliveries);
    }

    private static synchronized Path made(Path folder, String sign, String... options) {
        if (!Files.exists(folder.resolve(sign))) {
            System.setProperty("charthouse.install", INSTALL.toString());
            List<String> arguments = new ArrayList<>(List.of(options));
            arguments.addAll(List.of("--out", folder.toString(), "--force"));
            int made = SynthProcess.run(INSTALL, arguments);
            if (made != 0) {
                throw new IllegalStateException("the generator ended with " + made);
            }
        }
        return folder;
    }

    /** A table of the truth, by column. */
    static List<CSVRecord> truth(Path extracts, String name) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var parser = format.parse(Files.newBufferedReader(extracts.resolve("truth/" + name + ".csv")))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content hashes of the published tables of some zones. */
    static SortedMap<String, String> hashes(House of, Set<String> zones) {
        Lake itsLake = lake(of);
        Manifest manifest = of.manifest(itsLake);
        Contents contents = new Contents(of, itsLake, manifest);
        SortedMap<String, String> hashes = new TreeMap<>();
        manifest.tables().forEach((table, version) -> {
            if (version != Lake.ABSENT && zones.contains(table.zone())) {
                hashes.put(table.toString(), contents.hash(table, version));
            }
        });
        return hashes;
    }

    /** A house with a copy of the extracts in its landing folder. */
    static House with(Path home) {
        return with(home, extracts());
    }

    /** The same with other extracts. */
    static House with(Path home, Path extracts) {
        copy(extracts.resolve("landing"), home.resolve("landing"));
        return House.open(INSTALL, home);
    }

    /** Jobs of the shipped configuration, by name. */
    static Job[] jobs(List<String> names) {
        House house = House.open(INSTALL, Path.of("no house"));
        return new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> names.contains(job.name()))
                        .toArray(Job[]::new);
    }

    static Lake lake(House house) {
        return new Lake(SharedSpark.session(), house.lakePath());
    }

    static RunReport run(House house) {
        return new HouseRun(house, lake(house)).run(RunOrder.usual(), RunListener.SILENT);
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> walk = Files.walk(from)) {
            Files.createDirectories(to.toAbsolutePath().getParent());
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
