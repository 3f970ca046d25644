package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse feed}. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = "Looks at what feeds deliver.",
        subcommands = FeedDrift.class)
final class FeedCommand {}
