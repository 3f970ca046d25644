package org.charthouse.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What stands below a folder, links followed. Names by which a transfer marks what is still on its way are no files yet.
 *
 * @param files in order
 * @param badLinks links that lead nowhere, or to a folder that they lie in, and which of the two
 */
record FolderWalk(List<Path> files, SortedMap<Path, String> badLinks) {

    private static final Pattern UNFINISHED = Pattern.compile(".*\\.(part|partial|filepart|tmp|temp|crdownload)");
    private static final String LOOP = "a link to a folder that it lies in; take it away";
    private static final String NOWHERE = "a link that leads nowhere; take it away, or mend it";

    static FolderWalk of(Path folder) {
        Walker walker = new Walker(folder);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FolderWalk(walker.files.stream().sorted().toList(), walker.badLinks);
    }

    static boolean isHidden(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || UNFINISHED.matcher(name).matches();
    }

    /** Whether a folder is a link to one above it: what is below it stands elsewhere, too, and has no end. */
    static boolean isLoop(Path folder) {
        try {
            return Files.isSymbolicLink(folder)
                    && folder.resolveSibling(".").toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static final class Walker extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> files = new ArrayList<>();
        private final SortedMap<Path, String> badLinks = new TreeMap<>();

        Walker(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            boolean isLoop = !isHidden(folder) && isLoop(folder);
            if (isLoop) {
                badLinks.put(folder, LOOP);
            }
            return isLoop || isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink() && !isHidden(file)) { // it could not be followed
                badLinks.put(file, NOWHERE);
            } else if (attributes.isRegularFile() && !isHidden(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (!(e instanceof FileSystemLoopException)) {
                throw e;
            }
            if (!isHidden(file)) {
                badLinks.put(file, LOOP);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
