package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse measure}: quality measures. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Quality measures: packages, results, and how a result came about.",
        subcommands = {
            MeasureList.class,
            MeasureShow.class,
            MeasureRequirements.class,
            MeasureEvaluate.class,
            MeasureExplain.class,
            MeasureImport.class,
            MeasureReport.class,
            MeasureTranslate.class
        })
final class MeasureCommand {}
