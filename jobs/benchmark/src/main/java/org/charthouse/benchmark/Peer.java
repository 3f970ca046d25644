package org.charthouse.benchmark;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that evaluates measures when it is told to, so that rounds of several can alternate. */
final class Peer implements Closeable {

    private static final double NANOS = 1e9;
    private static final int POLL_MILLIS = 20;

    private final Process process;
    private final PrintStream words;
    private final BufferedReader answers;
    private int persons;

    /** Seconds of a whole process: by the clock, and of processors as far as was seen before its end. */
    record Whole(double clock, double processor) {}

    /** Starts a process. */
    Peer(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        words = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private String answer(String word) throws IOException {
        words.println(word);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException("the process ended early; what it told stands above");
        }
        return answer;
    }

    /** Seconds of a processor for evaluating all cases. */
    double round() throws IOException {
        String[] answer = answer("round").split(" ", -1);
        persons = Integer.parseInt(answer[1]);
        return Long.parseLong(answer[0]) / NANOS;
    }

    /** How many persons the last round was of. */
    int persons() {
        return persons;
    }

    void results(Path file) throws IOException {
        answer("results " + file);
    }

    @Override
    public void close() {
        words.println("end");
        words.close();
    }

    /** Runs a process from its start to its end. */
    static Whole whole(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Duration processor = Duration.ZERO;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            processor = process.info().totalCpuDuration().orElse(processor);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("ended with " + process.exitValue() + ": " + String.join(" ", command));
        }
        return new Whole((System.nanoTime() - start) / NANOS, processor.toNanos() / NANOS);
    }
}
