package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which measures are meant: a package, and names in it. */
final class PackageOptions {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--package",
            paramLabel = "PATH",
            description = {
                "Folder or file of Measure, Library and ValueSet: .json, .ndjson, .gz, .zip, Bundles",
                "(default: conf/measures of the configuration)."
            })
    private @Nullable Path path;

    private @Nullable MeasurePackage read;

    Path config() {
        return config.config();
    }

    private Path path() {
        return path == null ? config.config().resolve("conf/measures") : path;
    }

    /** What the package holds; read once. */
    MeasurePackage content() {
        if (read == null) {
            read = PackageReader.read(path());
        }
        return read;
    }

    /**
     * Its measures of these names or ids; all where none is named.
     *
     * @throws UserError where the package has none, or none of a name
     */
    List<MeasureDefinition> measures(Collection<String> wanted) {
        List<MeasureDefinition> all = content().measures();
        if (all.isEmpty()) {
            throw error(
                    "There is no Measure in the package",
                    "none of its files holds a resource of that type",
                    "name the folder that holds Measure, Library and ValueSet resources");
        }
        List<String> names = all.stream().map(MeasureDefinition::name).toList();
        for (String name : wanted) {
            if (all.stream().noneMatch(measure -> isNamed(measure, Set.of(name)))) {
                throw error(
                        "There is no measure '" + name + "' in the package",
                        "the package holds others",
                        NearestWord.cure(name, names));
            }
        }
        Set<String> given = Set.copyOf(wanted);
        return wanted.isEmpty()
                ? all
                : all.stream().filter(measure -> isNamed(measure, given)).toList();
    }

    private static boolean isNamed(MeasureDefinition measure, Set<String> names) {
        return names.contains(measure.name()) || names.contains(measure.id());
    }

    private UserError error(String what, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, Place.of(path().toString()), reason, cure));
    }
}
