package org.charthouse.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.charthouse.app.House;
import org.charthouse.app.SynthProcess;
import org.charthouse.lake.Lake;
import org.charthouse.measure.MeasureJob;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.MeasuresSpec;
import org.charthouse.spec.TableName;

/**
 * Whether the time of counting all measures of the house stays linear in the persons of a lake. A few people of Synthea are
 * brought into a lake once, by the jobs of a run; larger lakes hold their rows as the rows of many sources that number alike.
 * Only the measure job is timed, over two years, from the tables to the tables.
 */
final class MeasureScaleBenchmark {

    private static final String SIZES = "300,3000,30000";
    private static final LocalDate AS_OF = LocalDate.of(2026, 1, 31);
    private static final double NANOS = 1e9;

    private final House house;
    private final SparkSession session;
    private final MeasureJob job;
    private final PersonLake few;
    private final Path folder;

    private record Counted(long persons, long resources, double seconds) {}

    private MeasureScaleBenchmark(Path install, Path folder) {
        this.folder = folder;
        this.house = House.open(install, folder.resolve("house"));
        this.session = house.session();
        this.job = new MeasureJob(house.specs(), settings(house, install));
        this.few = PersonLake.load(house, new Lake(session, folder.resolve("few")), install, job.inputs());
    }

    /** Takes the numbers of persons, smallest first; the smallest is counted once more before, to warm up. */
    public static void main(String[] arguments) throws IOException {
        List<Integer> sizes = Stream.of((arguments.length > 0 ? arguments[0] : SIZES).split(",", -1))
                .map(Integer::valueOf)
                .toList();
        Path folder = Files.createTempDirectory("charthouse-benchmark");
        try {
            MeasureScaleBenchmark benchmark = new MeasureScaleBenchmark(SynthProcess.install(), folder);
            benchmark.run(sizes);
            benchmark.session.stop();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static MeasuresSpec settings(House house, Path install) {
        return house.specs()
                .measures()
                .orElseGet(() -> new MeasuresSpec(
                        install.resolve("conf/measures"),
                        List.of(MeasuresSpec.YEAR_BEFORE, MeasuresSpec.YEAR),
                        0,
                        0,
                        new TreeMap<>(),
                        List.of()));
    }

    private void run(List<Integer> sizes) throws IOException {
        System.out.printf("%d MB of heap%n%n", Runtime.getRuntime().maxMemory() >> 20);
        count(sizes.get(0));
        System.out.println("| persons | resources | seconds | persons a second |\n|---|---|---|---|");
        List<Counted> all = new ArrayList<>();
        for (int size : sizes) {
            Counted counted = count(size);
            all.add(counted);
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %,d | %.1f | %,.0f |%n",
                    counted.persons,
                    counted.resources,
                    counted.seconds,
                    counted.persons / counted.seconds);
        }
        Line line = Line.through(all.stream()
                .map(each -> new Line.Point(each.persons, each.seconds))
                .toList());
        System.out.printf(
                Locale.ROOT,
                "%nStraight line: %.1f s and %.2f s per 1,000 persons; R2 %.4f%n",
                line.fixed(),
                line.slope() * 1000,
                line.r2());
    }

    private Counted count(int wanted) throws IOException {
        Path path = folder.resolve("lake");
        Lake lake = new Lake(session, path);
        PersonLake.Size size = few.copy(lake, wanted);
        JobContext context = context(lake);
        long start = System.nanoTime();
        job.run(context);
        double seconds = (System.nanoTime() - start) / NANOS;
        FileUtils.deleteDirectory(path.toFile());
        return new Counted(size.persons(), size.resources(), seconds);
    }

    private JobContext context(Lake lake) {
        SortedMap<TableName, Long> pinned = new TreeMap<>();
        job.inputs().forEach(table -> pinned.put(table, lake.version(table)));
        return new JobContext(house.specs(), lake, house.folders(), 1, AS_OF, pinned, Optional.empty(), "", true);
    }
}
