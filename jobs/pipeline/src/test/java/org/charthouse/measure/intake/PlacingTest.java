package org.charthouse.measure.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.charthouse.measure.content.PackageReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that are cut off anywhere. */
class PlacingTest {

    private static final String CUT = "cut off";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void aPackageOfTwoMeasuresIsThere() throws IOException {
        Files.writeString(
                folder.resolve("package.json"),
                SamplePackage.bundle(
                        SamplePackage.measure("First", "1", "One"),
                        SamplePackage.library("First", "1", "period"),
                        SamplePackage.measure("Second", "1", "Two"),
                        SamplePackage.library("Second", "1", "period"),
                        SamplePackage.valueSet("office")));
    }

    private Path house() {
        return folder.resolve("house");
    }

    private void take(Consumer<String> steps) {
        new Intake(folder.resolve("package.json"), house()).place(false, steps);
    }

    private List<String> measures() {
        return !Files.exists(house())
                ? List.of()
                : PackageReader.read(house()).measures().stream()
                        .map(measure -> measure.name())
                        .toList();
    }

    private List<String> files() {
        try (Stream<Path> found = Files.walk(house())) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".import-lock"))
                    .map(file -> house().relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anImportThatIsCutOffLeavesNothingOrIsEndedByTheNext() {
        List<String> steps = new ArrayList<>();
        take(steps::add);
        assertThat(steps).containsExactly("write First", "write Second", "give over", "move First", "move Second");
        List<String> whole = files();
        assertThat(whole).hasSize(8).noneMatch(name -> name.startsWith("."));
        for (String cut : steps) {
            PlacingTest again = new PlacingTest();
            again.folder = folder.resolve("cut at " + cut);
            again.isCutAt(cut, whole);
        }
    }

    private void isCutAt(String cut, List<String> whole) {
        try {
            Files.createDirectories(folder);
            aPackageOfTwoMeasuresIsThere();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThatThrownBy(() -> take(step -> {
                    if (step.equals(cut)) {
                        throw new IllegalStateException(CUT);
                    }
                }))
                .hasMessage(CUT);
        boolean isGivenOver = cut.startsWith("move");
        assertThat(measures()).as("cut at " + cut).isEqualTo(cut.equals("move Second") ? List.of("First") : List.of());
        new Placing(house(), step -> {}).alone(() -> {});
        assertThat(measures()).as("after " + cut).isEqualTo(isGivenOver ? List.of("First", "Second") : List.of());
        take(step -> {});
        assertThat(files()).as("imported again after " + cut).isEqualTo(whole);
    }
}
