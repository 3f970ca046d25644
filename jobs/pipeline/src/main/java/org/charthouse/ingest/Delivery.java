package org.charthouse.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.charthouse.ingest.BulkManifest.Listed;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.FileSpec;
import org.charthouse.spec.Specifications;

/**
 * One folder of a delivery: what kind of file each of its files is, and what the manifests of bulk exports in it say.
 */
final class Delivery {

    private static final String DOCUMENT = ".json";

    private final FeedSpec feed;
    private final Path folder;
    private final Specifications specs;
    private final List<Path> files;
    private final Map<Path, BulkManifest> manifests = new TreeMap<>();

    /**
     * A delivery.
     *
     * @param files all in it, at any depth
     */
    Delivery(FeedSpec feed, Path folder, Specifications specs, List<Path> files) {
        this.feed = feed;
        this.folder = folder;
        this.specs = specs;
        this.files = files;
        files.stream()
                .filter(file -> !feed.isCsv() && file.endsWith(BulkManifest.NAME))
                .forEach(file ->
                        BulkManifest.of(file).ifPresent(manifest -> manifests.put(file.resolveSibling(""), manifest)));
    }

    /** The files to read, with paths below a folder. */
    List<LandedFile> files(Path root) {
        List<LandedFile> landed = new ArrayList<>();
        for (Path file : files) {
            Optional<Listed> listed = listed(file);
            boolean isMessage = listed.isPresent() && listed.get().kind().isEmpty();
            if (!isMessage && !isManifest(file)) {
                landed(root, file, listed).ifPresent(landed::add);
            }
        }
        return landed;
    }

    /** What is not read: path and why. */
    List<String> strays(Path root) {
        return files.stream()
                .filter(file ->
                        listed(file).filter(each -> each.kind().isEmpty()).isPresent())
                .map(file -> root.relativize(file) + " (what the server tells of its export)")
                .toList();
    }

    /** Files that a manifest lists and that are not there. A URL that ends in a number may have any file. */
    List<String> missing(Path root) {
        List<String> missing = new ArrayList<>();
        manifests.forEach((place, manifest) -> {
            Set<String> there = files.stream()
                    .filter(file -> file.startsWith(place))
                    .map(file -> BulkManifest.stem(String.valueOf(file.getFileName())))
                    .collect(Collectors.toSet());
            manifest.files().forEach((stem, listed) -> {
                boolean isFile = !listed.name().equals(stem);
                if (isFile && listed.kind().isPresent() && !there.contains(stem)) {
                    missing.add(root.relativize(place.resolve(listed.name())).toString());
                }
            });
        });
        return missing;
    }

    /** Manifests that cannot be used, and why: files beside them are of the kinds of their names, and nobody counts them. */
    List<String> broken(Path root) {
        List<String> broken = new ArrayList<>();
        manifests.forEach((place, manifest) -> manifest.defect()
                .ifPresent(defect -> broken.add(root.relativize(place.resolve(BulkManifest.NAME)) + " (" + defect
                        + "; deliver the manifest again, whole)")));
        return broken;
    }

    private boolean isManifest(Path file) {
        return file.endsWith(BulkManifest.NAME) && manifests.containsKey(file.resolveSibling(""));
    }

    /** What the nearest manifest above a file says of it. */
    private Optional<Listed> listed(Path file) {
        for (Path place = file.resolveSibling(""); place.startsWith(folder); place = place.resolveSibling("")) {
            BulkManifest manifest = manifests.get(place);
            if (manifest != null) {
                return manifest.listed(file);
            }
        }
        return Optional.empty();
    }

    private Optional<LandedFile> landed(Path root, Path file, Optional<Listed> listed) {
        try {
            return Optional.of(new LandedFile(
                    feed,
                    listed.flatMap(each -> each.kind().filter(this::isKept)).or(() -> kind(file)),
                    LocalDate.parse(String.valueOf(folder.getFileName())),
                    root.relativize(file).toString().replace('\\', '/'),
                    file,
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS),
                    listed.map(Listed::records).orElse(OptionalLong.empty())));
        } catch (NoSuchFileException e) { // gone since it was listed
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code Patient.000.ndjson} holds Patients: the name up to its first dot is the kind; a CSV feed may name its files. */
    private Optional<String> kind(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
        if (feed.isCsv()) {
            return specs.filesOf(feed).stream()
                    .filter(each -> each.isNamed(name))
                    .map(FileSpec::kind)
                    .findFirst();
        }
        if (name.endsWith(DOCUMENT)) {
            return Optional.of(FeedSpec.DOCUMENT);
        }
        String stem = name.replaceFirst("\\..*$", "");
        boolean isDeleted =
                stem.equals(FeedSpec.DELETIONS) || file.resolveSibling("").endsWith(FeedSpec.DELETIONS);
        return Optional.of(isDeleted ? FeedSpec.DELETIONS : stem)
                .filter(each -> name.endsWith(".ndjson") && isKept(each));
    }

    private boolean isKept(String kind) {
        return kind.equals(FeedSpec.DELETIONS) || specs.elements().containsKey(kind);
    }
}
