package org.charthouse.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.charthouse.synthetic.defect.BadShares;
import org.charthouse.synthetic.defect.DefectShares;
import org.charthouse.synthetic.delivery.Schedule;
import org.charthouse.synthetic.source.SyntheaFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line: exit code 0 when the extracts are complete, 2 when the order cannot be carried out. */
@Command(
        name = "synthetic",
        sortOptions = false,
        description = {
            "Writes synthetic EHR extracts of two facilities with planted defects.",
            "",
            "  landing/facility_a/<delivery>/<table>.csv        CSV extract contract",
            "  landing/facility_b/<delivery>/<Resource>.ndjson  FHIR R4 bulk data",
            "  truth/*.csv                                      what was planted, and where",
            "",
            "With --deliveries above 1 there is more truth:",
            "",
            "  truth/arrival.csv   the step with which each file arrives",
            "  truth/pattern.csv   what was planted, into which line or file",
            "  truth/version.csv   of each planted record the version that wins",
            "",
            "The greatest version time wins (updated_at or meta.lastUpdated; without it,",
            "midnight UTC of the delivery), then the later delivery, then the last path in",
            "string order, then the last line. Deletions compete like versions.",
            "",
            "With --raw Synthea's own export comes whole and unspoilt, the same people twice:",
            "",
            "  landing/synthea_fhir/<delivery>/<Resource>.<copy>.ndjson",
            "  landing/synthea_csv/<delivery>/<table>.csv",
            "",
            "The same options give the same bytes.",
            ""
        })
public final class Main implements Callable<Integer> {

    private static final int MOST_DELIVERIES = 3;

    @Option(
            names = "--patients",
            defaultValue = "50",
            paramLabel = "N",
            description = "People alive on the last simulated day, both facilities together; those who died before"
                    + " then come on top (about one in ten). Default: ${DEFAULT-VALUE}.")
    private int patients;

    @Option(
            names = "--seed",
            defaultValue = "42",
            paramLabel = "SEED",
            description = "Another seed, other people. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Directory for landing/ and truth/; must be empty or new.")
    private @Nullable Path out;

    @Option(
            names = "--defects",
            paramLabel = "FILE",
            description = "YAML file with other shares of defects; what it does not name stays as built in.")
    private @Nullable Path defects;

    @Option(
            names = "--delivery",
            defaultValue = "2026-01-31",
            paramLabel = "YYYY-MM-DD",
            description = "Date of the first delivery; the simulation ends the day before. Default: ${DEFAULT-VALUE}.")
    private LocalDate delivery = LocalDate.EPOCH;

    @Option(
            names = "--deliveries",
            defaultValue = "1",
            paramLabel = "N",
            description = "Number of deliveries, 1 to 3, a week apart. The second and third bring increments,"
                    + " corrections, deletions, late and repeated files; more deliveries add files and change none."
                    + " The first of several lacks what comes later. Default: ${DEFAULT-VALUE}.")
    private int deliveries;

    @Option(names = "--raw", description = "What Synthea itself exports, without facilities, defects and truth.")
    private boolean raw;

    @Option(
            names = "--copies",
            defaultValue = "1",
            paramLabel = "N",
            description = "With --raw: each person N times in the FHIR files, as N people with ids, numbers and names"
                    + " of their own. A quick way to a large population. Default: ${DEFAULT-VALUE}.")
    private int copies;

    @Option(names = "--keep-raw", description = "Keep the files that Synthea wrote, under DIR/work.")
    private boolean keepRaw;

    @Option(names = "--force", description = "Replace landing/ and truth/ if DIR has them already.")
    private boolean force;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads the option, not the field
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Main())
                .registerConverter(LocalDate.class, Main::date)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(Main::explain)
                .execute(args);
    }

    @Override
    public Integer call() {
        CommandLine line = commandLine();
        if (patients < 1) {
            throw new ParameterException(line, "--patients must be 1 or more.");
        }
        if (deliveries < 1 || deliveries > MOST_DELIVERIES) {
            throw new ParameterException(line, "--deliveries must be 1, 2 or 3.");
        }
        if (copies < 1 || (copies > 1 && !raw)) {
            throw new ParameterException(line, "--copies must be 1 or more, and needs --raw.");
        }
        if (raw && (defects != null || deliveries > 1)) {
            throw new ParameterException(line, "--raw goes neither with --defects nor with --deliveries.");
        }
        Path target = prepared(line);
        DefectShares shares = DefectShares.builtIn();
        if (defects != null) {
            shares = shares.overriddenBy(defects);
        }
        Order order = new Order(patients, seed, new Schedule(delivery, deliveries), target, shares);
        if (raw) {
            new RawExport(order, new Progress(line.getOut())).run(copies);
        } else {
            new Generation(order, new Progress(line.getOut())).run(keepRaw);
        }
        return CommandLine.ExitCode.OK;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("not a date of the form YYYY-MM-DD, such as 2026-01-31");
        }
    }

    private static int refuse(ParameterException problem, String[] args) {
        problem.getCommandLine().getErr().println(problem.getMessage() + System.lineSeparator() + "See --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception problem, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (problem instanceof BadShares || problem instanceof SyntheaFailure) {
            line.getErr().println(problem.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (problem instanceof UncheckedIOException) {
            line.getErr()
                    .println("The files could not be written: " + problem.getMessage()
                            + ". Check free space and rights of --out, then run again with --force.");
            return CommandLine.ExitCode.USAGE;
        }
        throw problem;
    }

    /** The output directory without leftovers, as an absolute path. */
    private Path prepared(CommandLine line) {
        Path target = (out == null ? Path.of("") : out).toAbsolutePath().normalize();
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new ParameterException(line, "--out " + target + " is a file. Give a directory.");
        }
        if (isEmpty(target)) {
            return target;
        }
        if (!force) {
            throw new ParameterException(
                    line,
                    "--out " + target + " is not empty. Give another directory, or --force to replace its files.");
        }
        for (String own : new String[] {"landing", "truth", "work"}) {
            Generation.delete(target.resolve(own));
        }
        return target;
    }

    private static boolean isEmpty(Path directory) {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private CommandLine commandLine() {
        return spec == null ? new CommandLine(this) : spec.commandLine();
    }
}
