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

    /** SHA-256 over the names and contents of all files, in hexadecimal. */
    public static String of(House house) {
        StringBuilder all = new StringBuilder();
        for (String folder : List.of("conf", "schemas")) {
            try (Stream<Path> walk = Files.walk(house.config().resolve(folder))) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    all.append(house.config().relativize(file))
                            .append('\n')
                            .append(Definitions.hash(Files.readString(file)))
                            .append('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Definitions.hash(all.toString());
    }
}
