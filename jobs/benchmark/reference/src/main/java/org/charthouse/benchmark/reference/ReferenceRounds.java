package org.charthouse.benchmark.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charthouse.benchmark.reference.Corpus.Case;
import org.charthouse.benchmark.reference.Corpus.Measure;

/**
 * Evaluates all cases with the reference engine. With a folder and a file it does so once and writes the results; with a folder
 * alone it waits for words on its standard input: {@code round} reads the cases anew and answers with the nanoseconds of the thread that the
 * evaluation alone took, {@code results FILE} writes the results of the last round, {@code end} ends.
 */
final class ReferenceRounds {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Corpus corpus;
    private final Engine engine;
    private final List<Measure> measures;
    private List<Case> cases = List.of();
    private List<Map<String, Object>> values = List.of();

    private ReferenceRounds(Path folder) throws IOException {
        corpus = new Corpus(folder);
        engine = new Engine(corpus);
        measures = corpus.measures();
    }

    public static void main(String[] arguments) throws IOException {
        ReferenceRounds rounds = new ReferenceRounds(Path.of(arguments[0]));
        if (arguments.length > 1) {
            rounds.round();
            rounds.write(Path.of(arguments[1]));
        } else {
            rounds.obey();
        }
    }

    private void obey() throws IOException {
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String word = words.readLine(); word != null && !word.equals("end"); word = words.readLine()) {
            if (word.equals("round")) {
                System.out.println(round() + " " + cases.size());
            } else {
                write(Path.of(word.substring("results ".length())));
                System.out.println("written");
            }
        }
    }

    private long round() throws IOException {
        values = List.of();
        cases = corpus.cases(measures);
        List<Map<String, Object>> found = new ArrayList<>(cases.size());
        System.gc();
        long start = THREADS.getCurrentThreadCpuTime();
        for (Case person : cases) {
            found.add(engine.evaluate(person));
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        values = found;
        return nanos;
    }

    private void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < cases.size(); at++) {
            lines.addAll(engine.lines(cases.get(at), values.get(at)));
        }
        Files.write(file, lines);
    }
}
