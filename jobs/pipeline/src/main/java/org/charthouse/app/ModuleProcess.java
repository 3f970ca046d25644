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

/**
 * A module of Charthouse whose parts and Spark's do not mix on one class path, so it runs in a process of its own.
 *
 * @param name of the module's folder under {@code jobs}, of its jar and of its package
 * @param what it is, to a person
 * @param where it is found, should it be missing
 */
record ModuleProcess(String name, String what, String where) {

    /**
     * Runs it. It reads and prints as this process does.
     *
     * @param install the folder in which Charthouse was built
     * @param java options of its Java
     * @param arguments of its main class
     * @return its exit code
     */
    int run(Path install, List<String> java, List<String> arguments) {
        Path target = install.resolve("jobs").resolve(name).resolve("target");
        Path jar = target.resolve(name + ".jar");
        if (!Files.exists(jar)) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            what + " is not built",
                            Place.of(jar.toString()),
                            where,
                            "in a source tree start Charthouse by ./charthouse, which builds it"));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.add("-cp");
        command.add(jar + System.getProperty("path.separator") + target.resolve("lib/*"));
        command.add("org.charthouse." + name + ".Main");
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
}
