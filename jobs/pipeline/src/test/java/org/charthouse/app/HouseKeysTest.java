package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charthouse.error.UserError;
import org.charthouse.key.Keyring;
import org.charthouse.key.PrivateFolder;
import org.charthouse.lake.ZoneKeys;
import org.charthouse.spec.EncryptionSpec;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseKeysTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void withoutASectionNothingIsEncrypted() {
        assertThat(keys(Map.of()).of(Optional.empty())).isEqualTo(ZoneKeys.NONE);
    }

    @Test
    void aKeyringIsFoundBesideTheHomeOrByTheEnvironmentWhichWins() {
        Path one = PrivateFolder.make(folder.resolve("keys")).resolve("one");
        Path two = folder.resolve("keys/two");
        Keyring.add(one, "phi-1");
        Keyring.add(two, "phi-1");
        ZoneKeys relative = keys(Map.of()).of(encryption("../keys/one", "phi-1"));
        assertThat(relative.location()).isEqualTo(one.toString());
        assertThat(relative.of(TableName.of("raw.record"))).contains("phi-1");
        assertThat(relative.of(TableName.of("mart.any"))).isEmpty();
        assertThat(keys(Map.of(HouseKeys.KEY_FILE, two.toString()))
                        .of(encryption("../keys/one", "phi-1"))
                        .location())
                .isEqualTo(two.toString());
    }

    @Test
    void aKeyringInsideTheLakeIsRefused() {
        Path inside = PrivateFolder.make(folder.resolve("home/lake/raw")).resolve("keyring");
        Keyring.add(inside, "phi-1");
        assertThatThrownBy(() -> keys(Map.of()).of(encryption("lake/raw/keyring", "phi-1")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("The keyring is in the lake");
    }

    @Test
    void aMissingNameOrKeyIsToldBeforeSparkStarts() {
        Keyring.add(PrivateFolder.make(folder.resolve("home")).resolve("keyring"), "phi-2026");
        assertThatThrownBy(() -> keys(Map.of()).of(encryption("", "phi-2026")))
                .hasMessageContaining("No keyring is named");
        assertThatThrownBy(() -> keys(Map.of()).of(encryption("keyring", "phi-2025")))
                .hasMessageContaining("encryption.zones.raw")
                .hasMessageContaining("did you mean 'phi-2026'?");
    }

    private HouseKeys keys(Map<String, String> environment) {
        return new HouseKeys(folder.resolve("home"), folder.resolve("home/lake"), environment);
    }

    private static Optional<EncryptionSpec> encryption(String file, String key) {
        Optional<String> named = Optional.of(file).filter(text -> !text.isEmpty());
        return Optional.of(new EncryptionSpec(named, Optional.empty(), new TreeMap<>(Map.of("raw", key))));
    }
}
