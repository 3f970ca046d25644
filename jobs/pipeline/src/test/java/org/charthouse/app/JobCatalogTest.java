package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charthouse.lake.Definitions;
import org.charthouse.pipeline.Job;
import org.junit.jupiter.api.Test;

class JobCatalogTest {

    /** Sets that Java makes unmodifiable are iterated in an order of each process's own; a definition must not show it. */
    @Test
    void aJobIsDefinedByTheSameTextInEveryProcess() throws IOException, InterruptedException {
        List<String> here = definitions();
        assertThat(here).hasSizeGreaterThan(20);
        assertThat(elsewhere()).isEqualTo(here);
    }

    private static List<String> elsewhere() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dcharthouse.install=" + Houses.INSTALL,
                        "-cp",
                        System.getProperty("java.class.path"),
                        JobCatalogTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    /** Prints the definitions in this process. */
    public static void main(String[] arguments) {
        definitions().forEach(System.out::println);
    }

    private static List<String> definitions() {
        House house = House.open(Houses.INSTALL, Path.of("no house"));
        List<String> lines = new ArrayList<>();
        for (Job job : new JobCatalog(house.specs(), house.views()).graph().jobs()) {
            lines.add(job.name() + " " + Definitions.hash(job.definition()));
        }
        return lines.stream().sorted().toList();
    }
}
