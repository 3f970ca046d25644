package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.charthouse.app.DataDictionary;
import org.charthouse.app.House;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse docs}. */
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description = "Writes the data dictionary from the contracts: one Markdown page per zone and an index.")
final class DocsCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write to (default: <home>/docs).")
    private @org.jspecify.annotations.Nullable Path out;

    @Override
    public Integer call() {
        House house = options.house();
        Path folder = out == null ? house.home().resolve("docs") : out.toAbsolutePath();
        int pages = new DataDictionary(house.specs()).write(folder);
        System.out.println(pages + " pages in " + folder);
        return 0;
    }
}
