package org.charthouse.app.command;

import java.util.List;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.spec.MeasuresSpec;
import picocli.CommandLine.Option;

/** How visits are told where CPT is not used. */
final class NoCptOption {

    @Option(
            names = "--no-cpt",
            description = {
                "Where CPT is not used: an encounter whose type has no CPT code is a visit by its class,",
                "for value sets of visits that hold CPT codes or have no codes here. Told with each measure."
            })
    private boolean isWithout;

    @Option(
            names = "--no-cpt-classes",
            split = ",",
            paramLabel = "CLASS",
            description = "Classes of encounters that are visits with --no-cpt (default: AMB,VR,HH).")
    private List<String> classes = List.of();

    /**
     * The classes that are visits; none where value sets alone decide.
     *
     * @throws UserError where classes are given and not asked for, or are none
     */
    List<String> classes() {
        List<String> wrong =
                classes.stream().filter(each -> !each.matches("[A-Z]+")).toList();
        if (!wrong.isEmpty()) {
            throw error(
                    "'" + wrong.get(0) + "' is no class of encounters",
                    "a class is a code of Encounter.class in capitals",
                    "write them as --no-cpt-classes AMB,VR,HH");
        }
        if (!isWithout && !classes.isEmpty()) {
            throw error(
                    "--no-cpt-classes is given without --no-cpt",
                    "classes matter only where CPT is not used",
                    "add --no-cpt, or leave the classes out");
        }
        if (!isWithout) {
            return List.of();
        }
        return classes.isEmpty() ? MeasuresSpec.VISIT_CLASSES : classes;
    }

    private static UserError error(String what, String reason, String cure) {
        return new UserError(ExitCode.USAGE, new Problem(what, null, reason, cure));
    }
}
