package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charthouse.SharedSpark;
import org.charthouse.error.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The translator as this program starts it: in a process of its own, whose output goes where this process prints. */
class MeasureTranslateTest {

    private static final String GOOD = "library A version '1.0.0'\nusing FHIR version '4.0.1'\ncontext Patient\n";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void theInstallationIsThisSourceTree() {
        System.setProperty("charthouse.install", SharedSpark.install().toString());
    }

    private int translate(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "measure";
        all[1] = "translate";
        all[2] = folder.toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return Main.run(all);
    }

    @Test
    void cqlBecomesElmAndAChangeOfItIsFound() throws IOException {
        Files.writeString(folder.resolve("A.cql"), GOOD + "define \"One\": 1\n");
        assertThat(translate("--check")).isEqualTo(ExitCode.CHECK_FAILED.number());
        assertThat(translate()).isZero();
        assertThat(folder.resolve("A.elm.json")).content().contains("\"One\"");
        assertThat(translate("--check")).isZero();
        Files.writeString(folder.resolve("A.cql"), GOOD + "define \"Two\": 1\n");
        assertThat(translate("--check")).isEqualTo(ExitCode.CHECK_FAILED.number());
    }

    @Test
    void brokenCqlIsAMistakeOfConfiguration() throws IOException {
        Files.writeString(folder.resolve("A.cql"), GOOD + "define \"One\": Nowhere\n");
        assertThat(translate()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(folder.resolve("A.elm.json")).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsToldBeforeAnythingStarts() {
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run("measure", "translate", folder.resolve("none").toString()))
                    .isEqualTo(ExitCode.INPUT.number());
        } finally {
            System.setErr(err);
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("there is no such folder", "cure:");
    }
}
