package org.charthouse.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {

    private static final byte[] DATA_KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void makeAKeyring() {
        file = folder.resolve("keyring");
        Keyring.add(file, "phi-1");
    }

    @Test
    void aWrappedKeyUnwrapsByTheSameKeyAlone() {
        Keyring.add(file, "phi-2");
        Keyring keyring = new Keyring(file.toString());
        String wrapped = keyring.wrap(DATA_KEY, "phi-1");
        assertThat(keyring.unwrap(wrapped, "phi-1")).isEqualTo(DATA_KEY);
        assertThat(keyring.wrap(DATA_KEY, "phi-1"))
                .as("a fresh nonce each time")
                .isNotEqualTo(wrapped);
        assertThatThrownBy(() -> keyring.unwrap(wrapped, "phi-2")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> keyring.unwrap("AAAA", "phi-1")).isInstanceOf(UserError.class);
    }

    @Test
    void theNameIsPartOfTheSealSoThatARenamedKeyDoesNotOpen() throws IOException {
        String wrapped = new Keyring(file.toString()).wrap(DATA_KEY, "phi-1");
        Files.writeString(file, Files.readString(file).replace("phi-1 =", "phi-9 ="));
        assertThatThrownBy(() -> new Keyring(file.toString()).unwrap(wrapped, "phi-9"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not open with key 'phi-9'");
    }

    @Test
    void aKeyThatIsAddedLaterIsFound() {
        Keyring keyring = new Keyring(file.toString());
        assertThatThrownBy(() -> keyring.wrap(DATA_KEY, "phi-2")).hasMessageContaining("did you mean 'phi-1'?");
        Keyring.add(file, "phi-2");
        assertThat(keyring.unwrap(keyring.wrap(DATA_KEY, "phi-2"), "phi-2")).isEqualTo(DATA_KEY);
        assertThat(keyring.names()).containsExactly("phi-1", "phi-2");
    }

    @Test
    void aKeyIsNeverOverwritten() throws IOException {
        String before = Files.readString(file);
        assertThatThrownBy(() -> Keyring.add(file, "phi-1")).hasMessageContaining("has a key 'phi-1'");
        assertThatThrownBy(() -> Keyring.add(file, "phi 1")).hasMessageContaining("name of a key is not usable");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void theFolderOfANewKeyringIsMadeForItsOwnerAlone() throws IOException {
        Path deep = folder.resolve("home/.charthouse/keyring");
        Keyring.add(deep, "phi-1");
        assertThat(new Keyring(deep.toString()).names()).containsExactly("phi-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void theFileIsForItsOwnerAloneAndIsRefusedWhenItIsNot() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new Keyring(file.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("open to other users");
    }

    @Test
    void whatIsMalformedIsToldByItsLineNeverByItsContent() throws IOException {
        String key = Files.readString(file).lines().toList().get(1);
        for (String bad : List.of("phi-2 = c2VjcmV0", "nothing", key)) {
            Files.writeString(file, key + "\n\n" + bad + "\n");
            assertThatThrownBy(() -> new Keyring(file.toString()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("keyring:3")
                    .hasMessageNotContaining("c2VjcmV0")
                    .hasMessageNotContaining(key.substring(8));
        }
        assertThatThrownBy(() -> new Keyring(folder.resolve("none").toString())).hasMessageContaining("No keyring");
    }

    @Test
    void aProviderThatIsNoneIsAConfigurationError() {
        assertThat(KeyProvider.open(Keyring.class.getName(), file.toString())).isInstanceOf(Keyring.class);
        assertThatThrownBy(() -> KeyProvider.open("org.example.Absent", "x")).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> KeyProvider.open("java.lang.String", "x")).isInstanceOf(UserError.class);
    }
}
