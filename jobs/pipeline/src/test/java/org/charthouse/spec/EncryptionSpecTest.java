package org.charthouse.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionSpecTest {

    @TempDir
    private Path folder = Path.of("");

    private final Problems problems = new Problems();

    @Test
    void zonesAndKeyFileAreRead() throws IOException {
        assertThat(read("key-file: ~/keyring\nzones: {raw: phi-1, ops: phi-2}\n"))
                .contains(new EncryptionSpec(
                        Optional.of("~/keyring"),
                        Optional.empty(),
                        new java.util.TreeMap<>(Map.of("raw", "phi-1", "ops", "phi-2"))));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void anotherProviderIsRead() throws IOException {
        assertThat(read("provider: {class: org.example.Keys, location: 'https://keys'}\nzones: {raw: a}\n")
                        .flatMap(EncryptionSpec::provider))
                .contains(new EncryptionSpec.Provider("org.example.Keys", "https://keys"));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        read("key-fil: x\nzones: {identty: phi-1, raw: 'two words', core: }\n");
        assertThat(problems.sorted())
                .extracting(Problem::text)
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("Unknown zone 'identty'", "did you mean 'identity'?"));
        assertThat(problems.sorted())
                .extracting(Problem::text)
                .anySatisfy(text -> assertThat(text).contains("did you mean 'key-file'?"));
    }

    private Optional<EncryptionSpec> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("encryption.yaml"), text);
        return YamlFile.read(file, "encryption.yaml", problems).map(EncryptionSpec::read);
    }
}
