package org.charthouse.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.charthouse.app.House;
import org.charthouse.app.SynthProcess;
import org.charthouse.lake.LakeSession;

/**
 * What it costs to bring FHIR into the lake: the whole way of a run beside a plain copy of the lines, Spark's own reader of
 * JSON, and Pathling's encoders.
 */
final class LoadBenchmark {

    private static final List<String> TYPES = List.of("Observation", "Condition", "Encounter", "ExplanationOfBenefit");

    private LoadBenchmark() {}

    /** Takes the megabytes of each type and the number of rounds. */
    public static void main(String[] arguments) throws IOException {
        int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        List<String> types = arguments.length > 2 ? List.of(arguments[2].split(",", -1)) : TYPES;
        Path install = SynthProcess.install();
        Path folder = Files.createTempDirectory("charthouse-benchmark");
        try {
            House house = House.open(install, folder.resolve("house"));
            SparkSession session = LakeSession.start(house.specs().house(), folder.resolve("tmp"));
            System.out.println(
                    "| resources | plain copy | from_json | Pathling 7.2.0 | Charthouse | Charthouse, processor |");
            System.out.println("|---|---|---|---|---|---|");
            for (String type : types) {
                Path home = folder.resolve(type);
                Extract extract = Extract.of(install, home, type, megabytes);
                LoadWays ways = new LoadWays(session, house.specs(), home, extract, type);
                Rounds times = Rounds.of(rounds, ways::copy, ways::fromJson, ways::pathling, ways::charthouse);
                System.out.println(line(type, ways.rows(), extract.bytes(), times));
                LoadWays.clear(home);
            }
            session.stop();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static String line(String type, long rows, long bytes, Rounds times) {
        return String.format(
                Locale.ROOT,
                "| %,d %s, %d MB | %.2f s | %s | %s | %s | %s |",
                rows,
                type,
                bytes >> 20,
                times.seconds(0),
                times.ratio(1),
                times.ratio(2),
                times.ratio(3),
                times.processorRatio(3));
    }
}
