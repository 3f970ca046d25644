package org.charthouse.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folders that only their owner may enter, and files that only their owner may read, whatever the umask of the process; a
 * closed folder closes all below it.
 */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");

    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    private PrivateFolder() {}

    /** Makes a folder, and those above it that are missing. One that is there stays as it is. */
    public static Path make(Path folder) {
        try {
            return isPosix()
                    ? Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE))
                    : Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an empty file that only its owner may read; one that is there is an error. */
    public static Path makeFile(Path file) throws IOException {
        return isPosix()
                ? Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_READS))
                : Files.createFile(file);
    }

    /** Closes a file that others have made, to all but its owner. */
    public static void closeFile(Path file) throws IOException {
        if (isPosix()) {
            Files.setPosixFilePermissions(file, OWNER_READS);
        }
    }

    /** The rights of a file, where they let anybody do more than its owner read and write it. */
    public static Optional<String> openRights(Path file) throws IOException {
        if (!isPosix()) {
            return Optional.empty();
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        return OWNER_READS.containsAll(rights) ? Optional.empty() : Optional.of(PosixFilePermissions.toString(rights));
    }

    /** Whether users other than the owner can list a folder: it lets them, and so does every folder above it. */
    public static boolean isOpen(Path folder) {
        if (!isPosix() || !Files.isDirectory(folder)) {
            return false;
        }
        return isOpen(folder, PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE)
                || isOpen(folder, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
    }

    private static boolean isOpen(Path folder, PosixFilePermission read, PosixFilePermission enter) {
        try {
            Path real = folder.toRealPath();
            if (!Files.getPosixFilePermissions(real).containsAll(Set.of(read, enter))) {
                return false;
            }
            for (@Nullable Path above = real.getParent(); above != null; above = above.getParent()) {
                if (!Files.getPosixFilePermissions(above).contains(enter)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
