package org.charthouse.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.Specifications;

/**
 * The landing folder: {@code <feed folder>/<YYYY-MM-DD>/<kind>[.part].<ending>[.gz]}. Nothing outside it is read, but for
 * what a symbolic link in it leads to.
 */
final class Landing {

    private final Path root;
    private final Specifications specs;
    private List<Delivery> found = List.of();

    Landing(Path root, Specifications specs) {
        this.root = root;
        this.specs = specs;
    }

    /** All files of all feeds, by feed, delivery and path. */
    List<LandedFile> files() {
        found = deliveries();
        return found.stream()
                .flatMap(delivery -> delivery.files(root).stream())
                .sorted(Comparator.comparing((LandedFile file) -> file.feed().feed())
                        .thenComparing(LandedFile::deliveryOn)
                        .thenComparing(LandedFile::path))
                .toList();
    }

    private List<Delivery> deliveries() {
        List<Delivery> deliveries = new ArrayList<>();
        for (FeedSpec feed : specs.feeds().values()) {
            for (Path folder : children(root.resolve(feed.folder()))) {
                if (Files.isDirectory(folder)
                        && !FolderWalk.isHidden(folder)
                        && !FolderWalk.isLoop(folder)
                        && fault(folder).isEmpty()) {
                    deliveries.add(new Delivery(
                            feed, folder, specs, FolderWalk.of(folder).files()));
                }
            }
        }
        return deliveries;
    }

    /** Files that the deliveries lack in which files were listed last, by the manifests in them. */
    List<String> missing() {
        return found.stream()
                .flatMap(delivery -> delivery.missing(root).stream())
                .toList();
    }

    /** Manifests of the deliveries in which files were listed last that cannot be used, and why. */
    List<String> broken() {
        return found.stream()
                .flatMap(delivery -> delivery.broken(root).stream())
                .toList();
    }

    /** Files and links below landing that are no part of a delivery, as files were listed last: path and why. */
    List<String> strays() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<String> strays = new ArrayList<>();
        FolderWalk walk = FolderWalk.of(root);
        walk.badLinks().forEach((link, why) -> strays.add(root.relativize(link) + " (" + why + ")"));
        walk.files()
                .forEach(file -> stray(file).ifPresent(why -> strays.add(root.relativize(file) + " (" + why + ")")));
        found.forEach(delivery -> strays.addAll(delivery.strays(root)));
        return strays;
    }

    private Optional<String> stray(Path file) {
        return specs.feeds().values().stream()
                .map(feed -> root.resolve(feed.folder()))
                .filter(feed -> file.startsWith(feed) && feed.relativize(file).getNameCount() > 1)
                .map(feed -> fault(feed.resolve(feed.relativize(file).getName(0))))
                .findFirst()
                .orElse(Optional.of("no feed looks there"));
    }

    /**
     * Why a folder is no delivery. One of a day that is still to come would be the newest for a long time: a slip of
     * whoever named it.
     */
    private static Optional<String> fault(Path delivery) {
        try {
            LocalDate date = LocalDate.parse(String.valueOf(delivery.getFileName()));
            boolean isToCome = date.isAfter(LocalDate.now(ZoneOffset.ofHours(14)));
            return isToCome ? Optional.of("its delivery's date is still to come") : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.of("its delivery's folder is not named by a day, as YYYY-MM-DD");
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
