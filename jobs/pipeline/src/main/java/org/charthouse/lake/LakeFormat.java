package org.charthouse.lake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.key.PrivateFolder;

/**
 * What {@code lake.json} says of a lake, so that a build leaves alone what a later build wrote.
 *
 * @param format raised by one whenever an older build would misread the lake
 * @param build the version of Charthouse that wrote it first, or last raised the format
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LakeFormat(int format, String build) {

    /** The format that this build reads and writes. */
    public static final int CURRENT = 1;

    /** The file's name in the root of a lake. */
    public static final String FILE = "lake.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Makes sure that this build may work with a lake. A lake without the file is empty, or of the first format.
     *
     * @throws UserError if a later build wrote it
     */
    public static void check(Path lake) {
        read(lake).filter(found -> found.format() > CURRENT).ifPresent(found -> {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "This lake is of a later format",
                            Place.of(lake.resolve(FILE).toString()),
                            "Charthouse " + found.build() + " wrote it in format " + found.format()
                                    + "; this build knows formats up to " + CURRENT,
                            "use Charthouse " + found.build() + " or later, or restore a backup made before"));
        });
    }

    /** Notes the format, at the first run over a lake and whenever the format is raised. */
    public static void note(Path lake, String build) {
        if (read(lake).filter(found -> found.format() >= CURRENT).isPresent()) {
            return;
        }
        try {
            PrivateFolder.make(lake);
            Path whole = lake.resolve("." + FILE + ".tmp");
            Files.writeString(whole, JSON.writeValueAsString(new LakeFormat(CURRENT, build)) + "\n");
            Files.move(whole, lake.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<LakeFormat> read(Path lake) {
        Path file = lake.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), LakeFormat.class));
        } catch (JsonProcessingException e) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "Cannot read the format of the lake",
                            Place.of(file.toString()),
                            "it is not what Charthouse writes there",
                            "put {\"format\": " + CURRENT
                                    + ", \"build\": \"unknown\"} there if no later build was used"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
