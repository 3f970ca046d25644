package org.charthouse.synthetic.defect;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The shares of {@code defects.yaml}: numbers from 0 to 1 by {@code section.kind}. */
public final class DefectShares {

    private final Map<String, Double> shares;

    private DefectShares(Map<String, Double> shares) {
        this.shares = shares;
    }

    /** The shares that ship with this program. */
    public static DefectShares builtIn() {
        try (InputStream in = Objects.requireNonNull(
                        DefectShares.class.getResourceAsStream("/defects.yaml"), "defects.yaml");
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return new DefectShares(ShareFile.parse("defects.yaml", text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * These shares with those of a file in their place.
     *
     * @throws BadShares if the file cannot be read, is not YAML, names a kind that is unknown, or a share is no number
     *     from 0 to 1; all problems at once
     */
    public DefectShares overriddenBy(Path file) {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return overriddenBy(file.toString(), text);
        } catch (IOException e) {
            throw new BadShares("The defects file " + file + " cannot be read. Give the path of a readable YAML file.");
        }
    }

    DefectShares overriddenBy(String name, Reader text) {
        Map<String, Double> all = new TreeMap<>(shares);
        all.putAll(ShareFile.parse(name, text, shares.keySet()));
        return new DefectShares(all);
    }

    /** The share of a kind; asking for one that does not exist is a bug. */
    public double of(String section, String kind) {
        return Objects.requireNonNull(shares.get(section + "." + kind), section + "." + kind);
    }
}
