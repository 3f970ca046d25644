package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.charthouse.error.ExitCode;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {

    @TempDir
    private Path lake = Path.of("");

    /** Another process: takes the lock, says so, and holds it until it is ended. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            WriterLock lock = WriterLock.take(Path.of(arguments[0]));
            System.out.println("held");
            System.out.flush();
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
            lock.close();
        }
    }

    @Test
    void aLockOfAnotherProcessNamesItAndIsFreeWhenItDies() throws IOException, InterruptedException {
        Process other = other(ProcessBuilder.Redirect.INHERIT);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("held");
            UserError error = refusal();
            assertThat(error.exitCode()).isEqualTo(ExitCode.LAKE_LOCKED);
            assertThat(error).hasMessageContaining("process " + other.pid() + ",");
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        WriterLock.take(lake).close();
    }

    @Test
    void aSecondTakeInTheSameProcessIsRefusedUntilTheFirstIsLetGo() {
        WriterLock lock = WriterLock.take(lake);
        try {
            assertThat(refusal())
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + ",");
        } finally {
            lock.close();
        }
        WriterLock.take(lake).close();
    }

    @Test
    void aRefusalInTheSameProcessDoesNotLetGoOfTheLockForOthers() throws IOException, InterruptedException {
        WriterLock lock = WriterLock.take(lake);
        try {
            refusal();
            Process other = other(ProcessBuilder.Redirect.DISCARD);
            try {
                assertThat(other.waitFor(20, TimeUnit.SECONDS)).as("it gave up").isTrue();
                assertThat(other.exitValue()).isNotZero();
            } finally {
                other.destroyForcibly();
            }
        } finally {
            lock.close();
        }
    }

    private Process other(ProcessBuilder.Redirect errors) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lake.toString())
                .redirectError(errors)
                .start();
    }

    private UserError refusal() {
        UserError error = catchThrowableOfType(
                UserError.class, () -> WriterLock.take(lake).close());
        assertThat(error).as("the lock is held").isNotNull();
        return error;
    }
}
