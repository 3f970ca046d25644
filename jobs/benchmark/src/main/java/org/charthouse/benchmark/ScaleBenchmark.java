package org.charthouse.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.charthouse.app.House;
import org.charthouse.app.SynthProcess;
import org.charthouse.lake.LakeSession;

/** Whether the time of a load stays linear in the data, to sizes far above the heap's share of a task. */
final class ScaleBenchmark {

    private static final String TYPE = "Observation";
    private static final String SIZES = "256,512,1024,2048";
    private static final double NANOS = 1e9;

    private ScaleBenchmark() {}

    private record Load(long rows, long bytes, double seconds) {}

    /** Takes the sizes in megabytes, smallest first; the smallest is loaded once more before, to warm up. */
    public static void main(String[] arguments) throws IOException {
        List<Integer> sizes = Stream.of((arguments.length > 0 ? arguments[0] : SIZES).split(",", -1))
                .map(Integer::valueOf)
                .toList();
        Path install = SynthProcess.install();
        Path folder = Files.createTempDirectory("charthouse-benchmark");
        try {
            House house = House.open(install, folder.resolve("house"));
            SparkSession session = LakeSession.start(house.specs().house(), folder.resolve("tmp"));
            load(session, house, folder, sizes.get(0));
            System.out.printf("%d MB of heap%n%n", Runtime.getRuntime().maxMemory() >> 20);
            System.out.println("| Observations | MB | seconds | rows a second |\n|---|---|---|---|");
            List<Load> loads = new ArrayList<>();
            for (int size : sizes) {
                Load load = load(session, house, folder, size);
                loads.add(load);
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %d | %.1f | %,.0f |%n",
                        load.rows,
                        load.bytes >> 20,
                        load.seconds,
                        load.rows / load.seconds);
            }
            printLine(loads);
            session.stop();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static Load load(SparkSession session, House house, Path folder, int megabytes) {
        Path home = folder.resolve("load");
        Extract extract = Extract.of(SynthProcess.install(), home, TYPE, megabytes);
        LoadWays ways = new LoadWays(session, house.specs(), home, extract, TYPE);
        long start = System.nanoTime();
        ways.charthouse();
        double seconds = (System.nanoTime() - start) / NANOS;
        Load load = new Load(ways.rows(), extract.bytes(), seconds);
        LoadWays.clear(home);
        return load;
    }

    /** Seconds on rows. */
    private static void printLine(List<Load> loads) {
        Line line = Line.through(loads.stream()
                .map(load -> new Line.Point(load.rows, load.seconds))
                .toList());
        System.out.printf(
                Locale.ROOT,
                "%nStraight line: %.1f s and %.1f s per million rows; R2 %.4f%n",
                line.fixed(),
                line.slope() * 1_000_000,
                line.r2());
    }
}
