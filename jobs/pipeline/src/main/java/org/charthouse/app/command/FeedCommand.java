package org.charthouse.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.feed.proposal.FeedProposal;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.FileSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse feed list}, {@code feed new} and {@code feed drift}. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = "Works with feeds: what source systems deliver.",
        subcommands = {FeedCommand.Names.class, FeedCommand.New.class, FeedDrift.class})
final class FeedCommand {

    /** Shows what is configured. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the feeds and their kinds of files.")
    static final class Names implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Override
        public Integer call() {
            House house = options.house();
            TextTable table = new TextTable(List.of("feed", "source system", "format", "folder", "file", "fills"));
            for (FeedSpec feed : house.specs().feeds().values()) {
                if (feed.files().isEmpty()) {
                    table.add(row(feed, "", feed.isCsv() ? "the extract tables of their names" : "resources"));
                }
                feed.files().forEach(file -> table.add(row(feed, file.kind(), fills(file))));
            }
            table.print(System.out);
            return ExitCode.DONE.number();
        }

        private static List<String> row(FeedSpec feed, String kind, String fills) {
            return List.of(feed.feed(), feed.sourceSystem(), feed.format(), feed.folder(), kind, fills);
        }

        private static String fills(FileSpec file) {
            return String.join(
                    ", ",
                    file.fills().stream().map(fill -> fill.table()).distinct().toList());
        }
    }

    /** Proposes a feed. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = {
                "Looks at a CSV file and proposes a feed for files like it: how it is written, and which extract table it may fill.",
                "No value of the file is shown. A person decides; 'check' tells what is missing."
            })
    static final class New implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Option(names = "--from", required = true, paramLabel = "FILE", description = "The file, plain or .gz.")
        private Path from = Path.of("");

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description =
                        "Name of the feed (default: that of the file to write, or made of that of the file to read).")
        private @Nullable String name;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "File to write, such as conf/feeds/NAME.yaml" + " (default: it is printed).")
        private @Nullable Path out;

        @Override
        public Integer call() {
            House house = options.house();
            String proposal =
                    FeedProposal.of(feed(), from, house.specs().extracts().values());
            if (out == null) {
                System.out.print(proposal);
            } else {
                write(out, proposal);
                System.out.println("Written to " + out + ": decide what it asks, then './charthouse check'");
            }
            return ExitCode.DONE.number();
        }

        /** A feed has the name of its file. */
        private String feed() {
            if (name != null) {
                return name;
            }
            return out == null
                    ? FeedProposal.nameOf(from)
                    : String.valueOf(out.getFileName()).replaceFirst("\\.yaml$", "");
        }

        private static void write(Path file, String text) {
            if (Files.exists(file)) {
                throw new UserError(
                        ExitCode.INPUT,
                        new Problem(
                                "The file is there already",
                                Place.of(file.toString()),
                                "a feed that somebody has worked on would be lost",
                                "name another by --out, or remove it"));
            }
            try {
                Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
