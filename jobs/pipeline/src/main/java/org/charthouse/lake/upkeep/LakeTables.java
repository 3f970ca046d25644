package org.charthouse.lake.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.charthouse.lake.Lake;
import org.charthouse.spec.TableName;

/** What stands below the root of a lake. */
final class LakeTables {

    private LakeTables() {}

    /** Every folder {@code <zone>/<table>}, whether there is a Delta table in it or not. */
    static SortedSet<TableName> folders(Lake lake) {
        SortedSet<TableName> found = new TreeSet<>();
        for (Path zone : directories(lake.root())) {
            for (Path table : directories(zone)) {
                found.add(new TableName(
                        zone.getFileName().toString(), table.getFileName().toString()));
            }
        }
        return found;
    }

    private static List<Path> directories(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return new ArrayList<>(list.filter(Files::isDirectory)
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
