package org.charthouse.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.io.FileUtils;
import org.charthouse.app.SynthProcess;

/**
 * How many persons a second one thread evaluates beside the reference engine of CQL, from objects that were read before, and how
 * long both take from the start of the process to the file of results. Each engine is a process of its own; one waits while the
 * other works. What both counted is compared as well. Time from objects is what the evaluating thread used of its processor, so
 * that other work on the machine hardly moves it; collecting garbage is no part of it, which favours who leaves more.
 */
final class MeasureBenchmark {

    private static final int WARM_UP = 40;
    private static final int WARM_UP_OF_REFERENCE = 12;
    private static final String REFERENCE = "org.charthouse.benchmark.reference.ReferenceRounds";

    private final Path install;
    private final Path corpus;
    private final Path folder;
    private final int rounds;

    private MeasureBenchmark(Path install, Path corpus, Path folder, int rounds) {
        this.install = install;
        this.corpus = corpus;
        this.folder = folder;
        this.rounds = rounds;
    }

    /** Takes the number of rounds; the corpora are found by {@code CHARTHOUSE_CORPORA}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String corpora = System.getenv("CHARTHOUSE_CORPORA");
        Path corpus = Path.of(corpora == null ? "" : corpora, "ecqm-2025");
        if (corpora == null || !Files.isRegularFile(corpus.resolve("measures.tsv"))) {
            System.err.println("The official measures are not there: no measures.tsv in " + corpus + "\n"
                    + "cure: set CHARTHOUSE_CORPORA to the folder that has ecqm-2025 in it");
            System.exit(2);
        }
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        Path folder = Files.createTempDirectory("charthouse-benchmark");
        try {
            new MeasureBenchmark(SynthProcess.install(), corpus, folder, rounds).run();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.println("| work | Charthouse | reference | ratio: median (quartiles) |\n|---|---|---|---|");
        try (Peer own = new Peer(own());
                Peer reference = new Peer(reference())) {
            warmUp(own, WARM_UP);
            warmUp(reference, WARM_UP_OF_REFERENCE);
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                theirs.add(reference.round());
                ours.add(own.round());
            }
            print("persons a second, one thread, from objects", ours, theirs, own.persons());
            own.results(folder.resolve("own.csv"));
            reference.results(folder.resolve("reference.csv"));
        }
        wholes();
        agreement();
    }

    private static void warmUp(Peer peer, int times) throws IOException {
        for (int round = 0; round < times; round++) {
            peer.round();
        }
    }

    /** From the start of the process to its end, three times. */
    private void wholes() throws IOException, InterruptedException {
        List<Peer.Whole> ours = new ArrayList<>();
        List<Peer.Whole> theirs = new ArrayList<>();
        List<String> reference = new ArrayList<>(reference());
        reference.add(folder.resolve("whole.csv").toString());
        for (int round = 0; round < 3; round++) {
            theirs.add(Peer.whole(reference));
            ours.add(Peer.whole(List.of(
                    install.resolve("charthouse").toString(),
                    "measure",
                    "evaluate",
                    "--package",
                    corpus.toString(),
                    "--data",
                    corpus.resolve("cases").toString(),
                    "--out",
                    folder.resolve("out.csv").toString())));
        }
        int persons = Files.readAllLines(folder.resolve("own.csv")).stream()
                .map(MeasureBenchmark::person)
                .collect(java.util.stream.Collectors.toSet())
                .size();
        print("persons a second of a whole process, by the clock", clocks(ours), clocks(theirs), persons);
        print("persons a second of a whole process, by processors", processors(ours), processors(theirs), persons);
    }

    private static String person(String line) {
        String[] parts = line.split(",", -1);
        return parts[0] + "," + parts[1];
    }

    private static List<Double> clocks(List<Peer.Whole> wholes) {
        return wholes.stream().map(Peer.Whole::clock).toList();
    }

    private static List<Double> processors(List<Peer.Whole> wholes) {
        return wholes.stream().map(Peer.Whole::processor).toList();
    }

    private static void print(String what, List<Double> ours, List<Double> theirs, int persons) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(theirs.get(round) / ours.get(round));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.1f (%.1f to %.1f) |%n",
                what,
                persons / Rounds.quantile(ours, 0.5),
                persons / Rounds.quantile(theirs, 0.5),
                Rounds.quantile(ratios, 0.5),
                Rounds.quantile(ratios, 0.25),
                Rounds.quantile(ratios, 0.75));
    }

    /** How many criteria both found to hold equally often, by person; where not, how many of which measure. */
    private void agreement() throws IOException {
        Set<String> ours = new TreeSet<>(Files.readAllLines(folder.resolve("own.csv")));
        Set<String> theirs = new TreeSet<>(Files.readAllLines(folder.resolve("reference.csv")));
        Set<String> both = new TreeSet<>(ours);
        both.retainAll(theirs);
        System.out.printf(Locale.ROOT, "%nThe same count: %,d of %,d criteria of persons.", both.size(), theirs.size());
        TreeMap<String, Integer> others = new TreeMap<>();
        theirs.removeAll(both);
        theirs.forEach(line -> others.merge(line.substring(0, line.indexOf(',')), 1, Integer::sum));
        System.out.println(others.isEmpty() ? "" : " Others by measure: " + others);
    }

    private List<String> own() {
        return java("-cp", System.getProperty("java.class.path"), MeasureRounds.class.getName());
    }

    private List<String> reference() {
        Path target = install.resolve("jobs/benchmark/reference/target");
        return java("-cp", target.resolve("reference.jar") + ":" + target.resolve("lib") + "/*", REFERENCE);
    }

    private List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC"));
        command.addAll(List.of(arguments));
        command.add(corpus.toString());
        return command;
    }
}
