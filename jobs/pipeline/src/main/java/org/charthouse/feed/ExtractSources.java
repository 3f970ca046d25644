package org.charthouse.feed;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.FileSpec;
import org.charthouse.spec.Specifications;

/** Where rows of some extract tables come from, as it is configured. */
public final class ExtractSources {

    private final Specifications specs;
    private final List<String> tables;

    /**
     * Sources.
     *
     * @param tables names of extract tables
     */
    public ExtractSources(Specifications specs, List<String> tables) {
        this.specs = specs;
        this.tables = tables.stream().distinct().sorted().toList();
    }

    /** Kinds of raw rows that may hold rows of the tables. */
    public Set<String> kinds() {
        Set<String> kinds = new TreeSet<>(tables);
        specs.feeds().values().stream()
                .flatMap(feed -> specs.filesOf(feed).stream())
                .filter(this::fillsAny)
                .forEach(file -> kinds.add(file.kind()));
        return kinds;
    }

    /**
     * All that decides what the tables hold, given the raw rows. What a feed says of files that fill other tables, or of
     * where files lie, is no part of it.
     */
    public String definition() {
        StringBuilder text = new StringBuilder();
        tables.forEach(table -> text.append(specs.extracts().get(table)).append('|'));
        for (FeedSpec feed : specs.feeds().values()) {
            List<FileSpec> files = feed.files().stream().filter(this::fillsAny).toList();
            if (feed.isCsv() && (feed.files().isEmpty() || !files.isEmpty())) {
                text.append(feed.feed() + " " + feed.sourceSystem() + " " + feed.csv() + " " + feed.values() + " ");
                files.forEach(file -> {
                    text.append(file.kind() + file.columns() + file.optional() + file.renames());
                    file.fills().stream()
                            .filter(fill -> tables.contains(fill.table()))
                            .forEach(text::append);
                });
                text.append('|');
            }
        }
        return text.toString();
    }

    private boolean fillsAny(FileSpec file) {
        return file.fills().stream().anyMatch(fill -> tables.contains(fill.table()));
    }
}
