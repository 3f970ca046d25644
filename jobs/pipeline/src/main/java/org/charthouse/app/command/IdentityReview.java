package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse identity review}. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = {
            "Pairs of records of which a person is to say whether they are of one person. What is said stands above rules and",
            "likelihood, outlives every model, and holds from the next run on."
        },
        subcommands = {
            ReviewList.class,
            ReviewShow.class,
            ReviewLink.class,
            ReviewUnlink.class,
            ReviewSplit.class,
            ReviewDefer.class,
            ReviewUndo.class,
            ReviewExport.class,
            ReviewImport.class
        })
final class IdentityReview {}
