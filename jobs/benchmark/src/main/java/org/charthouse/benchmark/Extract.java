package org.charthouse.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.charthouse.app.SynthProcess;
import org.charthouse.synthetic.bulk.Rekeying;

/**
 * A bulk export of any size: what Synthea exports of a few people, made once, and copies of it under other keys.
 *
 * @param folder with the files of one resource type
 * @param bytes their size
 */
record Extract(Path folder, long bytes) {

    private static final int PEOPLE = 30;
    static final String DAY = "landing/synthea_fhir/2026-01-31";

    /**
     * Files of one resource type below {@code landing} of a house.
     *
     * @param megabytes at least so many
     */
    static Extract of(Path install, Path house, String type, int megabytes) {
        Path few = population(install).resolve(DAY).resolve(type + ".000.ndjson");
        Path folder = house.resolve(DAY);
        try {
            Files.createDirectories(folder);
            long wanted = megabytes * 1024L * 1024L;
            int copies = (int) Math.max(1, (wanted + Files.size(few) - 1) / Files.size(few));
            Rekeying.write(few, folder, copies);
            return new Extract(folder, FileUtils.sizeOfDirectory(folder.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a type of the few people that Synthea made; empty where there are none of them. */
    static Optional<Path> few(Path install, String type) {
        return Optional.of(population(install).resolve(DAY).resolve(type + ".000.ndjson"))
                .filter(Files::exists);
    }

    /** How many people that are. */
    static int people() {
        return PEOPLE;
    }

    private static Path population(Path install) {
        Path made = install.resolve("jobs/benchmark/target/population-" + PEOPLE);
        if (!Files.exists(made.resolve("landing/synthea_csv"))) {
            List<String> order = List.of(
                    "--raw", "--patients", String.valueOf(PEOPLE), "--seed", "42", "--force", "--out", made.toString());
            if (SynthProcess.run(install, order) != 0) {
                throw new IllegalStateException("Synthea made no population");
            }
        }
        return made;
    }

    /** Its files. */
    String[] files() {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().map(Path::toString).toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
