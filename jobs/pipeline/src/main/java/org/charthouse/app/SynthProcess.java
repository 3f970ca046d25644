package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** Runs the generator of synthetic extracts in a process of its own: its class path and Spark's do not mix. */
public final class SynthProcess {

    private SynthProcess() {}

    /**
     * Makes extracts.
     *
     * @param install the folder in which Charthouse was built
     * @param arguments of the generator
     * @return its exit code
     */
    public static int run(Path install, List<String> arguments) {
        Path target = install.resolve("jobs/synthetic/target");
        if (!Files.exists(target.resolve("synthetic.jar"))) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "The generator of synthetic extracts is not built",
                            Place.of(target.resolve("synthetic.jar").toString()),
                            "it comes with a source tree, not with the offline bundle",
                            "in a source tree start Charthouse by ./charthouse, which builds it"));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx4g");
        command.add("-cp");
        command.add(target.resolve("synthetic.jar") + System.getProperty("path.separator") + target.resolve("lib/*"));
        command.add("org.charthouse.synthetic.Main");
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.BUG.number();
        }
    }

    /** The folder in which Charthouse was built, by the launcher's word. */
    public static Path install() {
        return Path.of(System.getProperty("charthouse.install", "."))
                .toAbsolutePath()
                .normalize();
    }
}
