package org.charthouse.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.storage.LocalLogStore;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;

/**
 * How Delta writes its log on a local disk: the disk has all that a commit names before it has the commit, and the commit
 * before the work goes on. By itself the operating system keeps both in memory for some seconds, in which a power failure
 * leaves a commit that names files without content. Made by Delta, by name of the class.
 */
public final class DurableLogStore extends LocalLogStore {

    private static final String LAST_CHECKPOINT = "_last_checkpoint";
    private static final ObjectMapper JSON = new ObjectMapper();

    public DurableLogStore(Configuration configuration) {
        super(configuration);
    }

    @Override
    protected void writeWithRename(
            org.apache.hadoop.fs.Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        if (!overwrite && files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Path commit = local(path);
        List<String> lines = new ArrayList<>();
        actions.forEachRemaining(lines::add);
        forceNamed(commit, lines);
        org.apache.hadoop.fs.Path part = createTempPath(path);
        boolean isDone = false;
        try {
            try (FSDataOutputStream out = files.create(part)) {
                for (String line : lines) {
                    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            force(local(part));
            isDone = files.rename(part, path);
        } finally {
            if (!isDone) {
                files.delete(part, false);
            }
        }
        if (!isDone) {
            throw new IOException("cannot rename " + part.getName());
        }
        forceFolder(commit.resolveSibling("."));
    }

    /** Waits until the disk has what stands in a file. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Waits until the disk has the names of what stands in a folder; on systems that can open one. */
    static void forceFolder(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void forceNamed(Path commit, List<String> lines) throws IOException {
        Path log = commit.resolveSibling(".").normalize();
        Path table = log.resolveSibling(".").normalize();
        boolean isAny = false;
        for (String line : lines) {
            if (commit.endsWith(LAST_CHECKPOINT)) {
                forceCheckpoint(log, JSON.readTree(line).path("version").asLong());
            } else if (line.startsWith("{\"add\":")) {
                JsonNode path = JSON.readTree(line).path("add").path("path");
                URI uri = URI.create(path.asText());
                if (!uri.isAbsolute()) {
                    forceWithChecksum(table.resolve(uri.getPath()));
                    isAny = true;
                }
            }
        }
        if (isAny) {
            forceFolder(table);
        }
    }

    private static void forceCheckpoint(Path log, long version) throws IOException {
        String start = String.format(java.util.Locale.ROOT, "%020d.checkpoint", version);
        try (Stream<Path> list = Files.list(log)) {
            for (Path file : list.filter(
                            each -> String.valueOf(each.getFileName()).startsWith(start))
                    .toList()) {
                forceWithChecksum(file);
            }
        }
    }

    /** Hadoop keeps a checksum beside a file, and does not read the file if that is cut off. */
    private static void forceWithChecksum(Path file) throws IOException {
        if (Files.exists(file)) {
            force(file);
        }
        Path checksum = file.resolveSibling("." + file.getFileName() + ".crc");
        if (Files.exists(checksum)) {
            force(checksum);
        }
    }

    private static Path local(org.apache.hadoop.fs.Path path) {
        return Path.of(path.toUri().getPath());
    }
}
