package org.charthouse.app.command;

import org.charthouse.app.Build;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's name; every command is listed here. */
@Command(
        name = "charthouse",
        mixinStandardHelpOptions = true,
        version = "charthouse " + Build.VERSION,
        description = "The open-source lakehouse for Health Information Management.",
        footer = {
            "",
            "Exit codes: 0 done, 1 defect of Charthouse, 2 command line, 3 configuration, 4 input, 5 lake locked, 6 check failed.",
            "The launcher also takes --memory SIZE (CHARTHOUSE_MEMORY) before the command."
        },
        subcommands = {
            DemoCommand.class,
            SynthCommand.class,
            RunCommand.class,
            StatusCommand.class,
            SqlCommand.class,
            CheckCommand.class,
            DocsCommand.class,
            FeedCommand.class,
            QuarantineCommand.class,
            DqCommand.class,
            CodesCommand.class,
            IdentityCommand.class,
            ExportCommand.class,
            MartCommand.class,
            ViewCommand.class,
            MeasureCommand.class,
            KeyCommand.class,
            AccessCommand.class,
            HistoryCommand.class,
            ManifestCommand.class,
            MaintainCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            HelpCommand.class
        })
public final class CharthouseCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
