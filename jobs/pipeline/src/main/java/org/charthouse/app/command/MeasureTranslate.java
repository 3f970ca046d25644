package org.charthouse.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.charthouse.app.SynthProcess;
import org.charthouse.app.TranslationProcess;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse measure translate}: from CQL, which people write, to ELM, which is evaluated. */
@Command(
        name = "translate",
        mixinStandardHelpOptions = true,
        description = {
            "Writes <name>.elm.json beside each <name>.cql of a folder and of the folders in it.",
            "Each mistake is told as file:line:column; nothing is written for a file that has one.",
            "A library is included by its name, which is that of its file, wherever in the folder it stands;",
            "FHIRHelpers and the models FHIR 4.0.1, US Core and QI-Core come with the translator.",
            "",
            "Exit code 3 if CQL has errors, 6 if --check finds ELM that is not what its CQL says."
        })
final class MeasureTranslate implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder (default: conf/measures of the configuration).")
    private @Nullable Path folder;

    @Option(names = "--check", description = "Write nothing; tell which ELM is not what its CQL says.")
    private boolean isCheck;

    @Override
    public Integer call() {
        Path chosen = folder == null ? shown(config.config().resolve("conf/measures")) : folder;
        if (!Files.isDirectory(chosen)) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "There is nothing to translate",
                            Place.of(chosen.toString()),
                            Files.exists(chosen) ? "this is a file, not a folder" : "there is no such folder",
                            "name the folder that holds the CQL files"));
        }
        List<String> arguments = new ArrayList<>(List.of(chosen.toString()));
        if (isCheck) {
            arguments.add("--check");
        }
        return TranslationProcess.run(SynthProcess.install(), arguments);
    }

    /** As short as it can be named from where the person stands. */
    private static Path shown(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }
}
