package org.charthouse.synthetic.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One run of Synthea in a JVM of its own, because Synthea keeps its world in static fields and would not start from the
 * same point twice in one JVM. What it prints goes to a log beside its output and is shown only when it fails.
 *
 * @param people alive on the last day
 * @param seed another seed, other people
 * @param end the last simulated day
 * @param directory for its output, {@code fhir/} (NDJSON) and {@code csv/}
 * @param whole whether it writes all resource types and tables, or those alone that the facilities deliver
 */
public record SyntheaRun(int people, long seed, LocalDate end, Path directory, boolean whole) {

    private static final String RESOURCES = "Patient,Encounter,Condition,Observation,Procedure,MedicationRequest,"
            + "Immunization,Organization,Practitioner,Location";
    private static final String TABLES = "patients.csv,encounters.csv,conditions.csv,observations.csv,procedures.csv,"
            + "medications.csv,immunizations.csv,organizations.csv,providers.csv";
    private static final int POLL_SECONDS = 4;
    private static final int LOG_LINES_SHOWN = 5;

    /** A CSV file of the run, by the name Synthea gives it without ending. */
    public Path table(String name) {
        return directory.resolve("csv").resolve(name + ".csv");
    }

    /** The NDJSON file of a resource type; Synthea puts the end time into the names of some. */
    public Path resources(String type) {
        try (Stream<Path> files = Files.list(directory.resolve("fhir"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(type + "."))
                    .findFirst()
                    .orElseThrow(() -> new SyntheaFailure("Synthea wrote no " + type + " resources", directory));
        } catch (IOException e) {
            throw new SyntheaFailure("The output of Synthea cannot be listed: " + e.getMessage(), directory);
        }
    }

    /** Runs to the end; a line of progress every few seconds. */
    public void execute(Consumer<String> progress) {
        Path log = directory.resolve("synthea.log");
        try {
            Files.createDirectories(directory);
            Process process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            await(process, progress);
            if (process.exitValue() != 0 || !Files.exists(table("patients"))) {
                throw new SyntheaFailure("Synthea stopped with code " + process.exitValue() + ": " + tail(log), log);
            }
        } catch (IOException e) {
            throw new SyntheaFailure("Synthea could not be started in its work directory: " + e, log);
        }
    }

    private void await(Process process, Consumer<String> progress) throws IOException {
        try {
            while (!process.waitFor(POLL_SECONDS, TimeUnit.SECONDS)) {
                progress.accept("Synthea: " + peopleSoFar() + " people simulated, " + people + " living wanted");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new SyntheaFailure("Synthea was interrupted", directory);
        }
    }

    private long peopleSoFar() throws IOException {
        Path patients = table("patients");
        if (!Files.exists(patients)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(patients)) {
            return Math.max(0, lines.count() - 1);
        }
    }

    private List<String> command() {
        String day = end.format(DateTimeFormatter.BASIC_ISO_DATE);
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseParallelGC",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "App"));
        words.addAll(List.of("-s", "" + seed, "-cs", "" + seed, "-r", day, "-e", day, "-p", "" + people));
        settings().forEach(setting -> words.add("--" + setting));
        return words;
    }

    private List<String> settings() {
        return List.of(
                "exporter.baseDirectory=" + directory + "/",
                "exporter.csv.export=true",
                "exporter.csv.included_files=" + (whole ? "" : TABLES),
                "exporter.csv.excluded_files=",
                "exporter.fhir.export=true",
                "exporter.fhir.bulk_data=true",
                "exporter.fhir.included_resources=" + (whole ? "" : RESOURCES),
                "exporter.metadata.export=false",
                "exporter.enable_custom_exporters=false",
                "generate.thread_pool_size=1",
                "generate.append_numbers_to_person_names=false",
                "generate.log_patients.detail=none");
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }
}
