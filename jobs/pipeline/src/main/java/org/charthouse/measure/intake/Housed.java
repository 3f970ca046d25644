package org.charthouse.measure.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charthouse.error.Problem;

/** What stands in the folder of measures already, seen by a package that wants to come in. */
final class Housed {

    private final Path house;

    Housed(Path house) {
        this.house = house;
    }

    /** How a measure stands to the house. */
    enum State {
        NEW,
        THERE,
        OTHER,
        NOT_IMPORTED
    }

    State state(MeasureFolder folder) {
        Path place = house.resolve(folder.folder());
        if (!Files.exists(place)) {
            return State.NEW;
        }
        if (!Files.isRegularFile(place.resolve(MeasureFolder.NOTE))) {
            return State.NOT_IMPORTED;
        }
        return note(folder).getOrDefault("hash", "").equals(folder.hash()) ? State.THERE : State.OTHER;
    }

    private Map<String, String> note(MeasureFolder folder) {
        try {
            return MeasureFolder.read(
                    Files.readAllBytes(house.resolve(folder.folder()).resolve(MeasureFolder.NOTE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What forbids that folders come in. */
    List<Problem> problems(List<MeasureFolder> folders, boolean isReplaced) {
        List<Problem> problems = new ArrayList<>();
        for (MeasureFolder folder : folders) {
            Path place = house.resolve(folder.folder());
            State state = state(folder);
            if (state == State.NOT_IMPORTED) {
                problems.add(IntakeErrors.notImported(folder, place));
            } else if (state == State.OTHER && !isReplaced) {
                Map<String, String> note = note(folder);
                problems.add(IntakeErrors.otherContent(
                        folder, place, note.getOrDefault("hash", ""), note.getOrDefault("version", "")));
            }
        }
        return problems;
    }

    /** Libraries and value sets of other measures of the house that say otherwise. */
    List<Problem> contradictions(List<MeasureFolder> folders) {
        Set<String> coming = folders.stream().map(MeasureFolder::folder).collect(Collectors.toSet());
        Map<String, Part> shared = Source.read(others(coming)).shared();
        return folders.stream()
                .flatMap(MeasureFolder::parts)
                .filter(part -> shared.containsKey(part.key()))
                .filter(part -> contradicts(shared.getOrDefault(part.key(), part), part))
                .distinct()
                .map(part -> IntakeErrors.contradicts(shared.getOrDefault(part.key(), part), part))
                .toList();
    }

    /** A list that has all codes of the other does not contradict it: evaluation unites them. */
    private static boolean contradicts(Part housed, Part part) {
        if (housed.hash().equals(part.hash())) {
            return false;
        }
        CodeList one = CodeList.of(housed.node());
        CodeList other = CodeList.of(part.node());
        boolean isValueSet = part.key().startsWith("ValueSet ");
        return !isValueSet || !(one.holds(other) || other.holds(one));
    }

    private List<Path> others(Set<String> coming) {
        if (!Files.isDirectory(house)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(house)) {
            return found.filter(path -> !path.getFileName().toString().startsWith("."))
                    .filter(path -> Files.isDirectory(path) || path.toString().matches(".*\\.(json|zip|gz|ndjson)"))
                    .filter(path -> !coming.contains(path.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
