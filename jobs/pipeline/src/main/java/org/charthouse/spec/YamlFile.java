package org.charthouse.spec;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one YAML file into a {@link Section} that knows the line of every key. */
final class YamlFile {

    private YamlFile() {}

    /**
     * The file's top mapping; empty, with the problem noted, where the file is no YAML mapping.
     *
     * @param shown the file's name as the user knows it
     */
    static Optional<Section> read(Path file, String shown, Problems problems) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
            if (node instanceof MappingNode mapping) {
                return Optional.of(new Section(mapping, shown, "", problems));
            }
            problems.add(
                    "No keys in the file",
                    Place.of(shown),
                    "it must be a YAML mapping",
                    "write 'key: value' lines, see the examples beside it");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(
                    "Not readable as YAML",
                    new Place(shown, line, null),
                    String.valueOf(e.getProblem()),
                    "mend indentation, quotes or colons near that line");
        } catch (YAMLException e) {
            problems.add(
                    "Not readable as YAML",
                    Place.of(shown),
                    "it holds a character that YAML does not allow",
                    "remove control characters; save the file as UTF-8 text");
        } catch (IOException e) {
            problems.add("Cannot read the file", Place.of(shown), reason(e), "check that it exists and is UTF-8 text");
        }
        return Optional.empty();
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
