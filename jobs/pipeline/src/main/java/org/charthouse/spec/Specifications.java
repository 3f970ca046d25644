package org.charthouse.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.charthouse.error.Problems;

/**
 * Everything that is written under {@code conf/} and {@code schemas/}, read and cross-checked.
 *
 * @param house the house itself
 * @param feeds by name
 * @param extracts contracts of the CSV extract, by table name
 * @param elements kept elements, by resource type
 * @param mappings extract to FHIR, by name
 * @param corrections of what sources send wrong, by name
 * @param contracts contracts of lake tables
 * @param views SQL on FHIR ViewDefinition files, by name; the {@code fhir} package reads them
 * @param references CSV files of reference tables, by table
 * @param link the model by which records are linked
 * @param words of names and addresses that say the same, or nothing
 * @param golden which record gives which value of a golden record
 * @param known the file of a SQL on FHIR ViewDefinition: what a patient is known by
 * @param marts by table
 * @param rules data-quality rules, by table
 * @param gate rules that a new state must keep, by name
 * @param reports by name
 * @param terminology lists of {@code conf/terminology/normalize} and {@code mappings}, by their path below
 *     {@code conf/terminology}; the {@code terminology} package reads them
 * @param codes lists of codes that others publish, by name
 * @param measures how measures are counted; absent where the house has none. Their own files are read elsewhere
 */
public record Specifications(
        HouseSpec house,
        SortedMap<String, FeedSpec> feeds,
        SortedMap<String, TableContract> extracts,
        SortedMap<String, ElementList> elements,
        SortedMap<String, MappingSpec> mappings,
        SortedMap<String, CorrectionSpec> corrections,
        SortedMap<TableName, TableContract> contracts,
        SortedMap<String, Path> views,
        SortedMap<TableName, Path> references,
        LinkSpec link,
        IdentityWords words,
        GoldenSpec golden,
        Path known,
        SortedMap<TableName, MartSpec> marts,
        SortedMap<TableName, RuleSheet> rules,
        SortedMap<String, GateSpec> gate,
        SortedMap<String, ReportSpec> reports,
        SortedMap<String, Path> terminology,
        SortedMap<String, CodeListSpec> codes,
        Optional<MeasuresSpec> measures) {

    /**
     * Reads all files.
     *
     * @throws org.charthouse.error.UserError with all problems at once
     */
    public static Specifications read(Path conf, Path schemas) {
        return read(conf, schemas, (specs, problems) -> {});
    }

    /**
     * Reads all files, and lets more be checked before their problems are told.
     *
     * @param further notes what it finds; what is checked may be incomplete where problems were noted before
     * @throws org.charthouse.error.UserError with all problems at once
     */
    public static Specifications read(Path conf, Path schemas, BiConsumer<Specifications, Problems> further) {
        return new SpecificationReader(conf, schemas).read(further);
    }

    /** The contract of a table that must have one. */
    public TableContract contract(TableName table) {
        TableContract contract = contracts.get(table);
        if (contract == null) {
            throw new IllegalArgumentException("no contract for " + table);
        }
        return contract;
    }

    /** The mappings that make a resource type, in order of name. */
    public List<MappingSpec> mappingsTo(String resource) {
        return mappings.values().stream()
                .filter(mapping -> mapping.resource().equals(resource))
                .toList();
    }

    /** The corrections of a resource type, in the order in which they are applied. */
    public List<CorrectionSpec> correctionsOf(String resource) {
        return corrections.values().stream()
                .filter(correction -> correction.resource().equals(resource))
                .toList();
    }

    /** The kinds of files of a CSV feed: those that it states, or one per extract table; none of any other feed. */
    public List<FileSpec> filesOf(FeedSpec feed) {
        if (!feed.isCsv()) {
            return List.of();
        }
        return feed.files().isEmpty()
                ? extracts.values().stream().map(FileSpec::of).toList()
                : feed.files();
    }

    /**
     * What a file of a feed and kind holds, where it is CSV. Rows of a feed that is configured no more are read as extract
     * tables, if they are named so.
     */
    public Optional<FileSpec> file(String feed, String kind) {
        FeedSpec configured = feeds.get(feed);
        if (configured == null) {
            return Optional.ofNullable(extracts.get(kind)).map(FileSpec::of);
        }
        return filesOf(configured).stream()
                .filter(file -> file.kind().equals(kind))
                .findFirst();
    }

    /**
     * Extract tables that become a core table of the same name as they are, because they are no clinical facts: those that
     * no mapping reads.
     */
    public List<String> direct() {
        return extracts.keySet().stream()
                .filter(table -> contracts.containsKey(new TableName("core", table)))
                .filter(table -> mappings.values().stream()
                        .noneMatch(mapping -> mapping.reads().contains(table)))
                .toList();
    }

    /** Paths of kept elements, by resource type. */
    public Map<String, List<String>> paths() {
        Map<String, List<String>> paths = new TreeMap<>();
        elements.forEach((type, list) -> paths.put(type, list.paths()));
        return paths;
    }

    /** The resource type whose rows a table of zone {@code fhir} keeps. */
    public Optional<String> resourceOf(TableName table) {
        return elements.keySet().stream()
                .filter(resource -> TableName.ofResource(resource).equals(table))
                .findFirst();
    }

    /** Whether a table exists in the design: by contract or as a FHIR resource. */
    public boolean knows(TableName table) {
        return contracts.containsKey(table) || resourceOf(table).isPresent();
    }

    /** The contracts of one zone, by name of the table. */
    public List<TableContract> zone(String zone) {
        return contracts.entrySet().stream()
                .filter(entry -> entry.getKey().zone().equals(zone))
                .map(Map.Entry::getValue)
                .toList();
    }
}
