package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.charthouse.lake.Definitions;

/** Names a configuration by all that stands under {@code conf/} and {@code schemas/}. */
public final class ConfigurationHash {

    private ConfigurationHash() {}

    /** SHA-256 over the names and contents of all files that are not hidden, in hexadecimal. */
    public static String of(House house) {
        StringBuilder all = new StringBuilder();
        for (String folder : List.of("conf", "schemas")) {
            try (Stream<Path> walk = Files.walk(house.config().resolve(folder))) {
                for (Path file : walk.filter(ConfigurationHash::counts).sorted().toList()) {
                    all.append(house.config().relativize(file))
                            .append('\n')
                            .append(Definitions.hash(Files.readAllBytes(file)))
                            .append('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Definitions.hash(all.toString());
    }

    /** What editors and file browsers leave behind is hidden, and no configuration. */
    private static boolean counts(Path file) {
        return Files.isRegularFile(file) && !String.valueOf(file.getFileName()).startsWith(".");
    }
}
