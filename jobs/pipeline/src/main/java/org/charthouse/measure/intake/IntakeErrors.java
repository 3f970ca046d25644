package org.charthouse.measure.intake;

import java.nio.file.Path;
import java.util.List;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** What can be wrong when a package is taken in. */
final class IntakeErrors {

    private IntakeErrors() {}

    static Problem twice(Part known, Part other) {
        return new Problem(
                known.key() + " comes twice, with different content",
                Place.of(other.origin().toString()),
                "here its content is " + other.shortHash() + ", in " + known.origin() + " it is " + known.shortHash(),
                "keep the one that its publisher released and take the other out of the source");
    }

    static Problem contradicts(Part housed, Part other) {
        return new Problem(
                other.key() + " has another content in the house",
                Place.of(other.origin().toString()),
                "here its content is " + other.shortHash() + ", in " + housed.origin() + " it is " + housed.shortHash()
                        + "; measures of the house that use it would count otherwise",
                "import the newer packages of those measures in the same go, or keep this package apart and name it by"
                        + " --package");
    }

    static Problem otherContent(MeasureFolder folder, Path place, String hash, String version) {
        boolean isSame = version.equals(folder.measure().version());
        return new Problem(
                "Measure " + folder.measure().name() + " is in the house with another content",
                Place.of(place.toString()),
                "in the house is version " + version + " (" + shortened(hash) + "), in the source version "
                        + folder.measure().version() + " (" + shortened(folder.hash()) + ")"
                        + (isSame ? ": one of the two was changed without a new version" : ""),
                "add --replace to take the one of the source");
    }

    static Problem notImported(MeasureFolder folder, Path place) {
        return new Problem(
                "Measure " + folder.measure().name() + " has a folder that was not imported",
                Place.of(place.toString()),
                "it holds work of the house, which an import never replaces",
                "rename or move that folder, or leave the measure out of the source");
    }

    static Problem sameFolder(MeasureFolder folder, MeasureFolder other) {
        return new Problem(
                "Measures " + folder.measure().name() + " and "
                        + other.measure().name() + " would be one folder",
                Place.of(folder.folder()),
                "of their names only letters, digits, '-' and '_' can be kept in the name of a folder",
                "import one of the two only, or ask their publisher for plain names");
    }

    static UserError nothing(Path source) {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "There is no Measure in the source",
                        Place.of(source.toString()),
                        "none of its files holds a resource of that type",
                        "name a folder, zip file or Bundle with Measure, Library and ValueSet resources"));
    }

    static UserError all(List<Problem> problems) {
        return new UserError(ExitCode.INPUT, problems);
    }

    static UserError cannotWrite(Path place, Exception cause) {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "The folder of measures cannot be written",
                        Place.of(place.toString()),
                        cause.getClass().getSimpleName(),
                        "check free space and rights, then import again: nothing was changed"));
    }

    static UserError busy(Path place) {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "Another import is at work",
                        Place.of(place.toString()),
                        "two at a time could undo one another",
                        "wait until it has ended, then import again"));
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(hash.length(), 8));
    }
}
