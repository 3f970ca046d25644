package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse identity}. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        description = "Tells which records are of one person.",
        subcommands = IdentityLink.class)
final class IdentityCommand {}
