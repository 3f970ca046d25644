package org.charthouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.charthouse.spec.MartSpec;
import org.junit.jupiter.api.Test;

class ConventionTest {

    private static final int LONGEST_FILE = 300;

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<Path> silent = javaFiles().stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !speaks(folder))
                .toList();
        assertThat(silent)
                .as("write package-info.java: what the package is for, what it must not know, why")
                .isEmpty();
    }

    @Test
    void noFileIsLongerThanAPersonReadsInOneGo() {
        List<Path> tooLong =
                javaFiles().stream().filter(file -> lines(file) > LONGEST_FILE).toList();
        assertThat(tooLong)
                .as("split by responsibility; %d lines are the most", LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void noClassHasANameThatSaysNothing() {
        List<String> drawers = javaFiles().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches(".*(Util|Utils|Helper|Manager|Impl|Common)\\.java"))
                .toList();
        assertThat(drawers)
                .as("name the class by what it does; such names become drawers")
                .isEmpty();
    }

    @Test
    void everyMartShipsWithWorkedCases() {
        assertThat(SharedSpark.specs().marts().values()).isNotEmpty();
        List<String> without = SharedSpark.specs().marts().values().stream()
                .filter(mart -> mart.cases().isEmpty())
                .map(MartSpec::table)
                .map(Object::toString)
                .toList();
        assertThat(without).as("write <mart>.cases.yaml beside the query").isEmpty();
    }

    /** Tests of a package may leave it to the package that they test. */
    private static boolean speaks(Path folder) {
        Path tested = Path.of(folder.toString().replace("/src/test/", "/src/main/"));
        return Files.exists(folder.resolve("package-info.java")) || Files.exists(tested.resolve("package-info.java"));
    }

    private static List<Path> javaFiles() {
        Path jobs = SharedSpark.install().resolve("jobs");
        try (Stream<Path> walk = Files.walk(jobs)) {
            List<Path> files = walk.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .sorted()
                    .toList();
            assertThat(files).hasSizeGreaterThan(100);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
