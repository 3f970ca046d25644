package org.charthouse.app.command;

import java.util.Optional;
import org.charthouse.app.QuarantineFilter;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which lines of the quarantine are meant. */
final class QuarantineOptions {

    @Option(names = "--feed", description = "Only of this feed.")
    private @Nullable String feed;

    @Option(names = "--kind", description = "Only of this extract table or FHIR resource type.")
    private @Nullable String kind;

    @Option(names = "--rule", description = "Only those that break this rule.")
    private @Nullable String rule;

    @Option(names = "--file", paramLabel = "PATH", description = "Only of this file, as 'list' and 'show' name it.")
    private @Nullable String file;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            description =
                    "Only of deliveries more than so many days before the date that the state in force stands for.")
    private @Nullable Integer days;

    QuarantineFilter filter() {
        if (days != null && days < 0) {
            throw negative("--older-than");
        }
        return new QuarantineFilter(
                Optional.ofNullable(feed),
                Optional.ofNullable(kind),
                Optional.ofNullable(rule),
                Optional.ofNullable(file),
                Optional.ofNullable(days));
    }

    static UserError negative(String option) {
        return new UserError(
                ExitCode.USAGE,
                new Problem("Negative " + option, null, "it counts something", "give 0 or more, or leave it out"));
    }
}
