package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.charthouse.app.SynthProcess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code charthouse synth}. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        description = {
            "Makes synthetic extracts of two facilities by Synthea, with planted defects and their truth:",
            "DIR/landing (what the facilities deliver) and DIR/truth (what was planted)."
        })
final class SynthCommand implements Callable<Integer> {

    @Option(names = "--patients", defaultValue = "50", description = "How many people (default: ${DEFAULT-VALUE}).")
    private int patients;

    @Option(names = "--seed", defaultValue = "42", description = "Same seed, same bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to; must be empty.")
    private Path out = Path.of(".");

    @Option(
            names = "--delivery",
            paramLabel = "YYYY-MM-DD",
            description = "Date of the first delivery, and of the end of the simulated time.")
    private @Nullable String delivery;

    @Option(
            names = "--deliveries",
            defaultValue = "1",
            paramLabel = "N",
            description = "1 to 3 deliveries a week apart: the later ones correct, delete and repeat, and the truth"
                    + " says which versions win (default: ${DEFAULT-VALUE}).")
    private int deliveries;

    @Option(names = "--defects", paramLabel = "FILE", description = "YAML file with the shares of planted defects.")
    private @Nullable Path defects;

    @Option(
            names = "--raw",
            description = "Synthea's own export instead, whole and unspoilt: landing/synthea_fhir and, of the same"
                    + " people, landing/synthea_csv.")
    private boolean raw;

    @Option(
            names = "--copies",
            defaultValue = "1",
            paramLabel = "N",
            description = "With --raw: each person N times in the FHIR files, as N people with ids, numbers and names"
                    + " of their own (default: ${DEFAULT-VALUE}).")
    private int copies;

    @Option(names = "--force", description = "Write even if the folder is not empty.")
    private boolean force;

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of(
                "--patients",
                String.valueOf(patients),
                "--seed",
                String.valueOf(seed),
                "--deliveries",
                String.valueOf(deliveries),
                "--out",
                out.toAbsolutePath().toString()));
        if (delivery != null) {
            arguments.addAll(List.of("--delivery", delivery));
        }
        if (defects != null) {
            arguments.addAll(List.of("--defects", defects.toAbsolutePath().toString()));
        }
        if (raw) {
            arguments.addAll(List.of("--raw", "--copies", String.valueOf(copies)));
        }
        if (force) {
            arguments.add("--force");
        }
        return SynthProcess.run(SynthProcess.install(), arguments);
    }
}
