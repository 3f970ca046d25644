package org.charthouse.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse history}: the short name of {@code manifest list}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Lists published states; the same as 'manifest list'.")
final class HistoryCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Override
    public Integer call() {
        return ManifestCommand.list(options.house());
    }
}
