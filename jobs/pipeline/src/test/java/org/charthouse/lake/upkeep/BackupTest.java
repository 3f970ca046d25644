package org.charthouse.lake.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.charthouse.lake.upkeep.TinyLake.A;
import static org.charthouse.lake.upkeep.TinyLake.B;
import static org.charthouse.lake.upkeep.TinyLake.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charthouse.error.UserError;
import org.charthouse.lake.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theStateInForceComesBackWithItsVersionsAndOneDamagedByteIsFound() throws IOException {
        TinyLake tiny = TinyLake.in(folder.resolve("lake"));
        tiny.append(A, "1,old");
        tiny.replace(A, "2,in force");
        tiny.append(B, "1,x");
        tiny.publish(NOON);
        tiny.replace(A, "3,of an unfinished run");
        Path to = folder.resolve("backup");

        TinyLake.haltedAt("before backup index", () -> backUp(tiny, to));
        assertThatThrownBy(() -> new Restoration(to, folder.resolve("other")).check())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("interrupted");
        BackupIndex index = backUp(tiny, to);
        assertThat(index.files())
                .extracting(BackupIndex.Entry::path)
                .noneMatch(path -> path.contains("00000000000000000002.json"))
                .anyMatch(path -> path.equals("core/a/_delta_log/00000000000000000001.json"));
        assertThatThrownBy(() -> backUp(tiny, to)).hasMessageContaining("not empty");

        Path lake = folder.resolve("restored/lake");
        TinyLake.haltedAt("after restore copy", () -> new Restoration(to, lake).carryOut());
        assertThat(TinyLake.files(lake)).as("nothing but the lock").isSubsetOf("writer.lock", "writer.holder");
        assertThat(new Restoration(to, lake).carryOut()).isEqualTo(index);
        TinyLake restored = TinyLake.in(lake);
        Manifest manifest = restored.manifests().latest();
        assertThat(manifest).isEqualTo(tiny.manifests().latest());
        assertThat(restored.lake().version(A)).isEqualTo(1);
        assertThat(restored.contents()).isEqualTo(tiny.contents());
        assertThatThrownBy(() -> new Restoration(to, lake).carryOut()).hasMessageContaining("There is a lake already");
        restored.append(A, "4,and on");
        assertThat(restored.lake().version(A)).isEqualTo(2);
        damage(to, index);
    }

    private void damage(Path to, BackupIndex index) throws IOException {
        List<String> data = index.files().stream()
                .map(BackupIndex.Entry::path)
                .filter(path -> path.endsWith(".parquet"))
                .toList();
        byte[] bytes = Files.readAllBytes(to.resolve(data.get(0)));
        bytes[bytes.length / 2] ^= 1;
        Files.write(to.resolve(data.get(0)), bytes);
        Path place = folder.resolve("never");
        assertThatThrownBy(() -> new Restoration(to, place).carryOut())
                .isInstanceOf(UserError.class)
                .hasMessageContaining(data.get(0))
                .hasMessageContaining("nothing was restored")
                .hasMessageNotContaining(data.get(1));
        assertThat(TinyLake.files(place)).isSubsetOf("writer.lock", "writer.holder");
    }

    private static BackupIndex backUp(TinyLake tiny, Path to) {
        return new Backup(tiny.lake(), tiny.manifests()).write(to, "1.0", "hash", NOON);
    }
}
