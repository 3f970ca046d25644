package org.charthouse.app.command;

import java.util.Optional;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.measure.population.MeasurementPeriod;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The measurement period, where it is not the one that a measure was published for. */
final class PeriodOption {

    @Option(
            names = "--period",
            paramLabel = "START/END",
            description = "Measurement period, 2026-01-01/2026-12-31; default: each measure's own.")
    private @Nullable String period;

    /**
     * The period that was given.
     *
     * @throws UserError where it is none
     */
    Optional<MeasurementPeriod> given() {
        return Optional.ofNullable(period).map(PeriodOption::parsed);
    }

    /**
     * A period as it is written.
     *
     * @throws UserError where it is none
     */
    static MeasurementPeriod parsed(String text) {
        return MeasurementPeriod.parse(text)
                .orElseThrow(() -> new UserError(
                        ExitCode.INPUT,
                        new Problem(
                                "'" + text + "' is no measurement period",
                                null,
                                "a period is two days, the first not after the last",
                                "write it as 2026-01-01/2026-12-31")));
    }
}
