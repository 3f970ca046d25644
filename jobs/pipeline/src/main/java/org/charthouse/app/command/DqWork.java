package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse dq work}: one class per thing that can be done with the work list. */
@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description = {
            "Works with the rows that break rules, as a work list: who works on them, which are accepted exceptions and up to when,",
            "which are mended at the source. What a failed gate has kept from being published is in it."
        },
        subcommands = {
            DqWorkList.class,
            DqWorkTake.class,
            DqWorkAccept.class,
            DqWorkDone.class,
            DqWorkReopen.class,
            DqWorkExport.class,
            DqWorkImport.class
        })
final class DqWork {}
