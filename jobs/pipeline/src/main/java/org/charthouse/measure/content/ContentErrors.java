package org.charthouse.measure.content;

import java.nio.file.Path;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** What can be wrong with the files of a package. */
final class ContentErrors {

    private ContentErrors() {}

    static UserError missing(Path path) {
        return error(
                "There is no measure package",
                path,
                "nothing stands at this path",
                "name a folder or a file that is there");
    }

    static UserError unreadable(Path path, Exception cause) {
        return error(
                "A file of the measure package cannot be read",
                path,
                cause.getClass().getSimpleName(),
                "check that it is whole and that you may read it");
    }

    static UserError noJson(Path path, Exception cause) {
        return error(
                "A file of the measure package is no JSON",
                path,
                "reading stopped: " + cause.getClass().getSimpleName(),
                "take the file from its publisher again, or take it out of the folder");
    }

    static UserError leadsOut(Path path) {
        return error(
                "An archive of measures cannot be trusted",
                path,
                "an entry has a name that leads out of the archive, such as ../x or /x",
                "take the archive from its publisher again, or unpack it and name the folder");
    }

    static UserError noZip(Path path) {
        return error(
                "A zip file of the measure package holds nothing",
                path,
                "it is empty, or it is no zip file",
                "take the file from its publisher again, or unpack it and name the folder");
    }

    static UserError noScoring(String measure, String scoring) {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "Measure '" + measure + "' is scored by '" + scoring + "'",
                        null,
                        "proportion, ratio, continuous-variable, cohort and composite are known",
                        "correct scoring in the Measure resource, or take it out of the package"));
    }

    static UserError noElm(Path path, Exception cause) {
        return error(
                "A library of the measure package holds no readable ELM",
                path,
                "its content is not what it says: " + cause.getClass().getSimpleName(),
                "take the library from its publisher again");
    }

    private static UserError error(String what, Path path, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, Place.of(path.toString()), reason, cure));
    }
}
