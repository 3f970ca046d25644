package org.charthouse.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.charthouse.app.LocalSession;
import org.charthouse.app.ViewRun;
import org.charthouse.app.ViewSuite;
import org.charthouse.error.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse view run} and {@code charthouse view test}: SQL on FHIR on plain files, without a lake. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        description = "Runs SQL on FHIR ViewDefinitions on plain files; no lake is needed.",
        subcommands = {ViewCommand.Run.class, ViewCommand.Test.class})
final class ViewCommand {

    /** One view over files. */
    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Applies one ViewDefinition to FHIR resources and writes its rows to one file.")
    static final class Run implements Callable<Integer> {

        @Mixin
        private ConfigOption config = new ConfigOption();

        @Option(names = "--view", required = true, paramLabel = "FILE", description = "The ViewDefinition, JSON.")
        private Path view = Path.of("");

        @Option(
                names = "--data",
                required = true,
                paramLabel = "PATH",
                description =
                        "A file, or a folder of files: .ndjson, .ndjson.gz, or .json with a resource or a Bundle.")
        private Path data = Path.of("");

        @Option(
                names = "--out",
                required = true,
                paramLabel = "FILE",
                description = "Where to write: .csv, .ndjson or .parquet.")
        private Path out = Path.of("");

        @Option(names = "--force", description = "Write over a file that is there.")
        private boolean force;

        @Override
        public Integer call() throws IOException {
            Path file = out.toAbsolutePath();
            ViewRun run = ViewRun.of(view, data, file, force);
            long resources = run.write(LocalSession.start(config.config()));
            System.out.println(resources + " resources read, rows in " + out);
            return ExitCode.DONE.number();
        }
    }

    /** The standard's own tests. */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Runs tests in the form of the SQL on FHIR suite. Exit code 6 if one fails.")
    static final class Test implements Callable<Integer> {

        @Mixin
        private ConfigOption config = new ConfigOption();

        @Parameters(paramLabel = "DIR", description = "The folder of the tests, *.json.")
        private Path folder = Path.of("");

        @Option(
                names = "--report",
                required = true,
                paramLabel = "FILE",
                description =
                        "Where to write the test report, JSON, each result with what came out; its folder is made.")
        private Path report = Path.of("");

        @Override
        public Integer call() throws IOException {
            Files.createDirectories(
                    Objects.requireNonNull(report.toAbsolutePath().getParent()));
            SortedMap<String, List<ViewSuite.Outcome>> outcomes =
                    new ViewSuite(LocalSession.start(config.config())).folder(folder);
            ViewSuite.report(outcomes, report.toAbsolutePath());
            long passed = 0;
            long all = 0;
            for (Map.Entry<String, List<ViewSuite.Outcome>> file : outcomes.entrySet()) {
                List<ViewSuite.Outcome> tests = file.getValue();
                long good = tests.stream().filter(ViewSuite.Outcome::passed).count();
                System.out.printf("%s  %d of %d%n", file.getKey(), good, tests.size());
                tests.stream()
                        .filter(test -> !test.passed())
                        .forEach(test -> System.out.println("    FAILED " + test.name()));
                passed += good;
                all += tests.size();
            }
            System.out.println(passed + " of " + all + " tests passed");
            return (passed == all ? ExitCode.DONE : ExitCode.CHECK_FAILED).number();
        }
    }
}
