package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeFormatTest {
    @TempDir
    private Path lake = Path.of("");

    @Test
    void aLaterFormatIsToldAsSuchWhateverElseItSays() throws IOException {
        Files.writeString(lake.resolve(LakeFormat.FILE), "{\"format\": 99, \"build\": \"9.0\", \"more\": {}}");
        assertThatThrownBy(() -> LakeFormat.check(lake)).hasMessageContaining("later format");
    }

    @Test
    void aLakeKeepsTheBuildThatWroteItFirst() throws IOException {
        assertThatCode(() -> LakeFormat.check(lake.resolve("none"))).doesNotThrowAnyException();
        LakeFormat.note(lake, "1.0");
        LakeFormat.note(lake, "1.1");
        LakeFormat.check(lake);
        assertThat(lake.resolve("lake.json")).hasContent("{\"format\":1,\"build\":\"1.0\"}");
        assertThat(lake.toFile().list()).containsExactly("lake.json");
    }

    @Test
    void aLaterFormatIsLeftAlone() throws IOException {
        Files.writeString(lake.resolve("lake.json"), "{\"format\": 2, \"build\": \"9.9\"}");
        assertThatThrownBy(() -> LakeFormat.check(lake))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Charthouse 9.9 wrote it in format 2")
                .hasMessageContaining("cure:");
        LakeFormat.note(lake, "1.0");
        assertThat(lake.resolve("lake.json")).content().contains("9.9");
    }

    @Test
    void somethingElseInItsPlaceIsToldAsSuch() throws IOException {
        Files.writeString(lake.resolve("lake.json"), "not JSON");
        assertThatThrownBy(() -> LakeFormat.check(lake)).isInstanceOf(UserError.class);
    }
}
