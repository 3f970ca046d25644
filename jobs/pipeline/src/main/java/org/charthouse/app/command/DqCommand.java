package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse dq}: one class per thing that can be done with data-quality rules. */
@Command(
        name = "dq",
        mixinStandardHelpOptions = true,
        description = "Works with data-quality rules: those that contracts imply, and those of conf/rules;"
                + " and with declared corrections.",
        subcommands = {
            DqCheck.class,
            DqTest.class,
            DqExplain.class,
            DqFailures.class,
            DqScore.class,
            DqVerdict.class,
            DqWork.class,
            DqCorrections.class,
            DqDocs.class
        })
final class DqCommand {}
