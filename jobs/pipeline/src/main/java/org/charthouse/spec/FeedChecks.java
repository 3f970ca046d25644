package org.charthouse.spec;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;

/** Checks what CSV feeds say of their files against the extract contracts. Expressions are resolved by package {@code feed}. */
final class FeedChecks {

    private final Specifications specs;
    private final Places places;
    private final Problems problems;

    FeedChecks(Specifications specs, Places places, Problems problems) {
        this.specs = specs;
        this.places = places;
        this.problems = problems;
    }

    void run() {
        specs.extracts().keySet().forEach(this::isRead);
        specs.feeds().values().forEach(feed -> {
            Place place = places.of(feed, "files");
            twice(feed.files().stream().map(FileSpec::kind).toList(), "Two kinds of files named", place);
            feed.files().forEach(file -> file(file, place));
        });
    }

    private void isRead(String table) {
        boolean isMapped = specs.mappings().values().stream()
                .anyMatch(mapping -> mapping.reads().contains(table));
        boolean isDirect = specs.direct().contains(table) && specs.views().containsKey(table);
        if (!isMapped && !isDirect) {
            problems.add(
                    "Nothing reads extract table '" + table + "'",
                    Place.of("schemas/extract/" + table + ".yaml"),
                    "its rows would stay raw for ever",
                    "write conf/mappings/" + table
                            + ".yaml and .sql, or the contract and the view of a core table of that name");
        }
    }

    private void file(FileSpec file, Place place) {
        twice(file.sourceColumns(), "File '" + file.kind() + "' has twice the column", place);
        file.renames().values().stream()
                .filter(name -> !file.sourceColumns().contains(name))
                .forEach(name -> problems.add(
                        "File '" + file.kind() + "' renames to an unknown column '" + name + "'",
                        place,
                        "neither 'columns' nor 'optional' has it",
                        NearestWord.cure(name, file.sourceColumns())));
        file.fills().forEach(fill -> fill(file, fill, place));
    }

    private void fill(FileSpec file, FillSpec fill, Place place) {
        TableContract contract = specs.extracts().get(fill.table());
        if (contract == null) {
            problems.add(
                    "File '" + file.kind() + "' fills an unknown table '" + fill.table() + "'",
                    place,
                    "schemas/extract has no such table",
                    NearestWord.cure(fill.table(), specs.extracts().keySet()));
            return;
        }
        List<String> known = contract.columnNames();
        fill.columns().forEach((name, sql) -> {
            if (!known.contains(name)) {
                problems.add(
                        "Unknown column '" + name + "'",
                        sql.place(),
                        "extract." + fill.table() + " has no such column",
                        NearestWord.cure(name, known));
            }
        });
        contract.columns().stream()
                .filter(column -> column.required() && !column.name().equals(TableContract.UPDATED))
                .filter(column -> !fill.columns().containsKey(column.name()))
                .forEach(column -> problems.add(
                        "Missing column '" + column.name() + "' of table '" + fill.table() + "'",
                        fill.columns().values().stream()
                                .findFirst()
                                .map(SqlText::place)
                                .orElse(place),
                        "the extract contract requires it",
                        "say by which expression file '" + file.kind() + "' fills it"));
    }

    private void twice(Collection<String> names, String what, Place place) {
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !seen.add(name))
                .distinct()
                .forEach(name -> problems.add(
                        what + " '" + name + "'", place, "one of them would never be read", "rename or remove one"));
    }
}
