package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse measure}: quality measures. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Quality measures: packages, results, and how a result came about.",
        subcommands = {MeasureEvaluate.class, MeasureTranslate.class})
final class MeasureCommand {}
