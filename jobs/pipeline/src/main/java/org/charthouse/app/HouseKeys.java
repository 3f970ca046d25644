package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.key.KeyProvider;
import org.charthouse.key.Keyring;
import org.charthouse.lake.ZoneKeys;
import org.charthouse.spec.EncryptionSpec;

/** Finds the keys of a house, and refuses those that would not protect it, before Spark starts. */
final class HouseKeys {

    /** Names the keyring; wins over the configuration, which many places may share. */
    static final String KEY_FILE = "CHARTHOUSE_KEY_FILE";

    private static final Place CONFIGURED = new Place("conf/charthouse.yaml", 0, "encryption");

    private final Path home;
    private final Path lake;
    private final Map<String, String> environment;

    HouseKeys(Path home, Path lake, Map<String, String> environment) {
        this.home = home;
        this.lake = lake;
        this.environment = environment;
    }

    /**
     * The keys by zone.
     *
     * @throws UserError if the keyring is not named, not usable, inside the lake, or without a key that a zone wants
     */
    ZoneKeys of(Optional<EncryptionSpec> encryption) {
        if (encryption.isEmpty()) {
            return ZoneKeys.NONE;
        }
        EncryptionSpec spec = encryption.get();
        if (spec.provider().isPresent()) {
            EncryptionSpec.Provider provider = spec.provider().get();
            KeyProvider.open(provider.className(), provider.location());
            return new ZoneKeys(provider.className(), provider.location(), spec.zones());
        }
        Path file = keyFile(spec);
        refuseInside(file);
        List<String> names = new Keyring(file.toString()).names();
        spec.zones().forEach((zone, key) -> refuseUnknown(zone, key, names));
        return new ZoneKeys(Keyring.class.getName(), file.toString(), spec.zones());
    }

    private Path keyFile(EncryptionSpec spec) {
        String named = environment.getOrDefault(KEY_FILE, spec.keyFile().orElse(""));
        if (named.isBlank()) {
            throw new UserError(
                    ExitCode.CONFIGURATION,
                    new Problem(
                            "No keyring is named",
                            CONFIGURED,
                            "zones are to be encrypted, and keys are kept outside the lake",
                            "add 'key-file:', or set " + KEY_FILE));
        }
        String whole = named.startsWith("~/") ? System.getProperty("user.home") + named.substring(1) : named;
        return home.resolve(whole).normalize();
    }

    private void refuseInside(Path file) {
        if (real(file).startsWith(real(lake))) {
            throw new UserError(
                    ExitCode.CONFIGURATION,
                    new Problem(
                            "The keyring is in the lake",
                            Place.of(file.toString()),
                            "whoever gets a copy of the lake would get its keys",
                            "move it elsewhere, for example to ~/.charthouse/keyring"));
        }
    }

    private static void refuseUnknown(String zone, String key, List<String> names) {
        if (!names.contains(key)) {
            throw new UserError(
                    ExitCode.CONFIGURATION,
                    new Problem(
                            "No key '" + key + "' in the keyring",
                            new Place("conf/charthouse.yaml", 0, "encryption.zones." + zone),
                            "the zone is to be encrypted by it",
                            NearestWord.to(key, names)
                                    .map(near -> "did you mean '" + near + "'?")
                                    .orElse("add it by 'charthouse key new'")));
        }
    }

    private static Path real(Path path) {
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
