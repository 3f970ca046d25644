package org.charthouse.translation;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "translation",
        mixinStandardHelpOptions = true,
        description = "Writes <name>.elm.json beside each <name>.cql of a folder and of the folders in it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every library was translated, or is as it would be",
            "2:the command line cannot be understood",
            "3:CQL has errors; nothing was written for those files",
            "4:the folder cannot be used",
            "6:with --check: ELM that is kept is not what its CQL says"
        })
public final class Main implements Callable<Integer> {

    static final int WRONG_CQL = 3;
    static final int UNUSABLE_FOLDER = 4;
    static final int CHECK_FAILED = 6;

    @Parameters(paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of("");

    @Option(names = "--check", description = "Write nothing; tell which ELM is not what its CQL says.")
    private boolean isCheck;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(program().execute(args));
    }

    static CommandLine program() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain);
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            err().println(folder + ": this is no folder; name the folder that holds the CQL files");
            return UNUSABLE_FOLDER;
        }
        CqlFolder sources = new CqlFolder(folder);
        if (sources.files().isEmpty()) {
            err().println(folder
                    + ": no file here or in a folder within ends in .cql; name the folder that holds them");
            return UNUSABLE_FOLDER;
        }
        Translator translator = new Translator(sources);
        List<Translation> translations =
                sources.files().stream().map(translator::translate).toList();
        boolean isBroken = tell(sources, translations);
        List<Translation> stale = stale(translations);
        if (isCheck) {
            stale.forEach(this::tellStale);
        } else {
            for (Translation translation : stale) {
                write(translation);
            }
        }
        out().println(summary(translations, stale.size()));
        if (isBroken) {
            return WRONG_CQL;
        }
        return isCheck && !stale.isEmpty() ? CHECK_FAILED : CommandLine.ExitCode.OK;
    }

    /** Tells each message once, though every file that includes a broken library has it. */
    private boolean tell(CqlFolder sources, List<Translation> translations) {
        Set<Message> messages = new LinkedHashSet<>(sources.problems());
        translations.forEach(translation -> messages.addAll(translation.messages()));
        messages.forEach(message -> err().println(message));
        return messages.stream().anyMatch(Message::isError);
    }

    private static List<Translation> stale(List<Translation> translations) throws IOException {
        List<Translation> stale = new ArrayList<>();
        for (Translation translation : translations) {
            String elm = translation.elm();
            Path target = translation.target();
            if (elm != null
                    && !(Files.exists(target) && Files.readString(target).equals(elm))) {
                stale.add(translation);
            }
        }
        return stale;
    }

    private void tellStale(Translation translation) {
        String what = Files.exists(translation.target())
                ? "this is not what " + translation.source().getFileName() + " says"
                : "this ELM is missing";
        err().println(translation.target() + ": " + what + "; translate without --check, then keep the file");
    }

    private void write(Translation translation) throws IOException {
        String elm = translation.elm();
        if (elm != null) {
            Files.writeString(translation.target(), elm);
            out().println("wrote " + translation.target());
        }
    }

    private String summary(List<Translation> translations, int stale) {
        long broken = translations.stream().filter(each -> each.elm() == null).count();
        long same = translations.size() - broken - stale;
        return translations.size() + (translations.size() == 1 ? " library: " : " libraries: ") + same + " as before, "
                + stale + (isCheck ? " differ" : " written") + ", " + broken + " with errors";
    }

    private static int explain(Exception problem, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (problem instanceof IOException || problem instanceof UncheckedIOException) {
            line.getErr()
                    .println("A file cannot be read or written: " + problem.getMessage()
                            + "; check free space and rights");
            return UNUSABLE_FOLDER;
        }
        throw problem;
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return spec == null ? new CommandLine(this) : spec.commandLine();
    }
}
