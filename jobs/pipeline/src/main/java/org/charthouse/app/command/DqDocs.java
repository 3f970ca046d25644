package org.charthouse.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.charthouse.dq.RuleBook;
import org.charthouse.dq.RuleDocs;
import org.charthouse.dq.RulePage;
import org.charthouse.dq.kind.KindPage;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse dq docs}. */
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description =
                "Prints the page of a kind of rule, or the list of kinds; with --out, writes a page for each kind and each"
                        + " rule as Markdown. Spark is not started.")
final class DqDocs implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(arity = "0..1", paramLabel = "KIND", description = "A kind of rule, such as range.")
    private @Nullable String kind;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for all pages; made where it is missing.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        List<KindPage> kinds = RuleBook.kinds();
        if (out != null) {
            write(out, kinds, new RuleBook(options.house().specs()).pages());
        } else if (kind == null) {
            TextTable table = TextTable.whole(List.of("kind", "asks"));
            kinds.forEach(page -> table.add(List.of(page.name(), page.asks())));
            table.print(System.out);
        } else {
            System.out.print(RuleDocs.of(page(kinds, kind)));
        }
        return 0;
    }

    private static KindPage page(List<KindPage> kinds, String name) {
        List<String> names = kinds.stream().map(KindPage::name).toList();
        if (!names.contains(name)) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "No kind '" + name + "'",
                            null,
                            "nothing of that name is known",
                            NearestWord.cure(name, names)));
        }
        return kinds.get(names.indexOf(name));
    }

    private static void write(Path folder, List<KindPage> kinds, List<RulePage> rules) {
        try {
            Files.createDirectories(folder.resolve("kinds"));
            Files.createDirectories(folder.resolve("rules"));
            for (KindPage page : kinds) {
                Files.writeString(folder.resolve("kinds").resolve(page.name() + ".md"), RuleDocs.of(page));
            }
            for (RulePage page : rules) {
                Files.writeString(folder.resolve("rules").resolve(page.name() + ".md"), RuleDocs.of(page));
            }
            Files.writeString(folder.resolve("index.md"), RuleDocs.index(kinds, rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println((kinds.size() + rules.size()) + " pages, beginning with " + folder.resolve("index.md"));
    }
}
