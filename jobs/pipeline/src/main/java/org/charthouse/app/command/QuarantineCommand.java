package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse quarantine}: one class per thing that can be done with it. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Works through lines and files that could not be used.",
        subcommands = {QuarantineList.class, QuarantineShow.class, QuarantineRetry.class, QuarantineDiscard.class})
final class QuarantineCommand {}
