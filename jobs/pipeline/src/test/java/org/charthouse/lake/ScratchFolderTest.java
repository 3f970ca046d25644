package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.charthouse.key.PrivateFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatAKilledProcessLeftIsTakenAwayAndWhatIsInUseStays() throws IOException {
        Path tmp = folder.resolve("home/tmp");
        Path mine = ScratchFolder.open(tmp);
        Files.writeString(mine.resolve("spill"), "row");
        Files.createDirectories(tmp.resolve("dead/blockmgr"));
        Files.writeString(tmp.resolve("dead/blockmgr/spill"), "row");
        Files.createFile(tmp.resolve("dead.lock")); // nobody holds it any more
        ScratchFolder.sweep(tmp);
        try (Stream<Path> left = Files.list(tmp)) {
            assertThat(left).containsExactlyInAnyOrder(mine, Path.of(mine + ".lock"));
        }
        assertThat(mine.resolve("spill")).exists();
        assertThat(rights(mine)).isEqualTo("rwx------");
        assertThat(rights(tmp)).isEqualTo("rwx------");
    }

    @Test
    void thereMayBeNothingToSweep() {
        ScratchFolder.sweep(folder.resolve("absent"));
        assertThat(folder.resolve("absent")).doesNotExist();
    }

    @Test
    void aFolderIsOpenOnlyIfThoseAboveItAre() throws IOException {
        Path home = PrivateFolder.make(folder.resolve("house"));
        Path lake = Files.createDirectory(home.resolve("lake"));
        Files.setPosixFilePermissions(lake, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(rights(home)).isEqualTo("rwx------");
        assertThat(PrivateFolder.isOpen(lake)).as("the house is closed").isFalse();
        for (Path above : List.of(home, folder)) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(PrivateFolder.isOpen(lake)).isTrue();
        Files.setPosixFilePermissions(lake, PosixFilePermissions.fromString("rwx------"));
        assertThat(PrivateFolder.isOpen(lake)).isFalse();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
