package org.charthouse.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.charthouse.app.House;
import org.charthouse.app.LinkFile;
import org.charthouse.app.SynthProcess;
import org.charthouse.identity.match.CandidateAudit;
import org.charthouse.identity.match.Linkage;
import org.charthouse.identity.match.Linker;
import org.charthouse.lake.LakeSession;
import org.charthouse.spec.Specifications;

/** What linking costs and finds on made-up records of several sizes, beside Duke on those that it can do. */
final class LinkBenchmark {

    private static final String SIZES = "10000,100000,1000000";
    private static final String PEER_SIZES = "10000,100000";
    private static final double NANOS = 1e9;

    private LinkBenchmark() {}

    private record Linked(int records, double seconds) {}

    /** Takes the sizes, smallest first, and those at which Duke is run as well. The smallest is linked once before, to warm up. */
    public static void main(String[] arguments) throws IOException {
        List<Integer> sizes = sizes(arguments.length > 0 ? arguments[0] : SIZES);
        List<Integer> peers = sizes(arguments.length > 1 ? arguments[1] : PEER_SIZES);
        Path install = SynthProcess.install();
        Path folder = Files.createTempDirectory("charthouse-benchmark");
        try {
            House house = House.open(install, folder.resolve("house"));
            SparkSession session = LakeSession.start(house.specs().house(), folder.resolve("tmp"));
            System.out.printf("%d MB of heap%n%n", Runtime.getRuntime().maxMemory() >> 20);
            System.out.println(
                    "| records | by | seconds | pairs of blocks | pair completeness | precision | recall | F1 |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            List<Linked> linked = new ArrayList<>();
            for (int size : sizes) {
                Path file = folder.resolve(size + ".csv");
                Map<String, String> truth = new MadePersons().write(file, size);
                if (linked.isEmpty()) {
                    link(session, house.specs(), file);
                }
                linked.add(charthouse(session, house.specs(), file, truth));
                if (peers.contains(size)) {
                    duke(file, truth);
                }
                Files.delete(file);
            }
            Line line = Line.through(linked.stream()
                    .map(each -> new Line.Point(each.records, each.seconds))
                    .toList());
            System.out.printf(
                    Locale.ROOT,
                    "%nStraight line: %.1f s and %.1f s per 100,000 records; R2 %.4f%n",
                    line.fixed(),
                    line.slope() * 100_000,
                    line.r2());
            session.stop();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static List<Integer> sizes(String text) {
        return Stream.of(text.split(",", -1))
                .filter(size -> !size.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    private static Linkage link(SparkSession session, Specifications specs, Path file) {
        return new Linker(specs.link(), specs.words())
                .link(LinkFile.of(file, specs.link()).records(session, specs.link()), Optional.empty());
    }

    private static Linked charthouse(SparkSession session, Specifications specs, Path file, Map<String, String> truth) {
        long start = System.nanoTime();
        Linkage linkage = link(session, specs, file);
        double seconds = (System.nanoTime() - start) / NANOS;
        long pairs = linkage.audit().stream().mapToLong(CandidateAudit::pairs).sum();
        print(
                truth.size(),
                "Charthouse",
                seconds,
                pairs,
                completeness(session, specs, file, truth),
                LinkScore.of(truth, linkage.persons()));
        return new Linked(truth.size(), seconds);
    }

    /** The share of pairs of one person that were compared at all; a run of its own. */
    private static double completeness(
            SparkSession session, Specifications specs, Path file, Map<String, String> truth) {
        long[] compared = {0};
        new Linker(specs.link(), specs.words())
                .link(
                        LinkFile.of(file, specs.link()).records(session, specs.link()),
                        Optional.<Linker.Compared>of((linkage, pair) -> {
                            if (String.valueOf(truth.get(pair.a())).equals(truth.get(pair.b()))) {
                                compared[0]++;
                            }
                        }));
        return (double) compared[0] / LinkScore.pairs(truth, null);
    }

    private static void duke(Path file, Map<String, String> truth) throws IOException {
        long start = System.nanoTime();
        Duke duke = new Duke();
        duke.link(file);
        double seconds = (System.nanoTime() - start) / NANOS;
        print(
                truth.size(),
                "Duke 1.2",
                seconds,
                duke.compared(),
                Double.NaN,
                LinkScore.of(truth, new HashMap<>(duke.groups())));
    }

    private static void print(
            int records, String by, double seconds, long pairs, double completeness, LinkScore score) {
        System.out.printf(
                Locale.ROOT,
                "| %,d | %s | %.1f | %,d | %s | %.5f | %.5f | %.5f |%n",
                records,
                by,
                seconds,
                pairs,
                Double.isNaN(completeness) ? "" : String.format(Locale.ROOT, "%.5f", completeness),
                score.precision(),
                score.recall(),
                score.f1());
    }
}
