package org.charthouse.app;

import java.nio.file.FileSystemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.crypto.TagVerificationException;
import org.charthouse.app.command.CharthouseCommand;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.DamagedFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where the program starts. A user's mistake ends in sentences and a named exit code, a defect in a stack trace. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command line and gives the exit code. */
    public static int run(String... arguments) {
        CommandLine line = new CommandLine(new CharthouseCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(LocalDate.class, Main::day)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    UserError error = userError(exception);
                    if (error == null) {
                        Defect.print(exception, command.getErr());
                        return ExitCode.BUG.number();
                    }
                    int count = error.problems().size();
                    command.getErr().println(count == 1 ? "Problem" : count + " problems");
                    for (Problem problem : error.problems()) {
                        command.getErr().println("- " + problem.text());
                    }
                    return error.exitCode().number();
                });
        return line.execute(arguments);
    }

    /** Java's own message would tell the person which class failed, not what to write. */
    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is no day of the calendar; write it as YYYY-MM-DD, such as 2026-01-31");
        }
    }

    private static UserError fileError(FileSystemException e) {
        String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "A file or folder cannot be used",
                        Place.of(String.valueOf(e.getFile())),
                        reason,
                        "check that it exists, that it is of the right kind, and that you may read and write it"));
    }

    private static UserError noKey() {
        return new UserError(
                ExitCode.CONFIGURATION,
                new Problem(
                        "Tables of this lake are encrypted",
                        new Place("conf/charthouse.yaml", 0, "encryption"),
                        "no keyring that opens them is named",
                        "name the keyring there, or the configuration that names it by --config"));
    }

    private static UserError damaged() {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "An encrypted file of this lake is damaged or was changed",
                        null,
                        "what stands in it is not what was encrypted",
                        "go back to a state without it by 'charthouse manifest rollback', or restore a backup"));
    }

    /** What a person can mend; null for a defect. */
    static @Nullable UserError userError(Throwable thrown) {
        List<Throwable> chain = ExceptionUtils.getThrowableList(thrown);
        for (Throwable each : chain) {
            if (each instanceof UserError error) {
                return error;
            }
        }
        if (DiskFull.isCauseOf(thrown)) {
            return DiskFull.error();
        }
        for (Throwable each : chain) {
            if (each instanceof FileSystemException file) {
                return fileError(file);
            }
            if (each instanceof TagVerificationException) {
                return damaged();
            }
            if (each instanceof ParquetCryptoRuntimeException) {
                return noKey();
            }
        }
        return DamagedFile.in(chain).orElse(null);
    }
}
