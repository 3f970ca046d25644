package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse identity}. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        description = "Tells which records are of one person, and takes decisions about the doubtful ones.",
        subcommands = {IdentityLink.class, IdentityReview.class, IdentityModel.class})
final class IdentityCommand {}
