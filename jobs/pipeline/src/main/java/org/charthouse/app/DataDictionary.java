package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/** The data dictionary: what every table and column means, as the contracts say. */
public final class DataDictionary {

    private final Specifications specs;

    public DataDictionary(Specifications specs) {
        this.specs = specs;
    }

    /**
     * Writes {@code README.md} and one page per zone.
     *
     * @return how many pages
     */
    public int write(Path folder) {
        SortedMap<String, String> pages = pages();
        try {
            Files.createDirectories(folder);
            for (var page : pages.entrySet()) {
                Files.writeString(folder.resolve(page.getKey()), page.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages.size();
    }

    /** The pages, by name of the file. */
    SortedMap<String, String> pages() {
        SortedMap<String, List<TableContract>> zones = new TreeMap<>();
        specs.contracts()
                .values()
                .forEach(contract -> zones.computeIfAbsent(contract.table().zone(), any -> new ArrayList<>())
                        .add(contract));
        zones.put("extract", List.copyOf(specs.extracts().values()));
        SortedMap<String, String> pages = new TreeMap<>();
        StringBuilder index =
                new StringBuilder("# Data dictionary\n\n| table | one row is | what it is for |\n|---|---|---|\n");
        zones.forEach((zone, contracts) -> {
            pages.put(zone + ".md", page(zone, contracts));
            contracts.forEach(contract -> index.append("| [%s](%s.md#%s) | %s | %s |%n"
                    .formatted(
                            contract.table(),
                            zone,
                            contract.table().name(),
                            cell(contract.grain()),
                            cell(contract.purpose()))));
        });
        pages.put("fhir.md", fhir());
        index.append("\nNested FHIR R4 tables: [fhir.md](fhir.md).\n");
        pages.put("README.md", index.toString());
        return pages;
    }

    private static String page(String zone, List<TableContract> contracts) {
        StringBuilder page = new StringBuilder("# Zone " + zone + "\n");
        for (TableContract contract : contracts) {
            page.append("%n## %s%n%n%s%n%n*%s*%n%n"
                    .formatted(contract.table().name(), contract.purpose(), contract.grain()));
            page.append("| column | type | key | required | privacy | meaning |\n|---|---|---|---|---|---|\n");
            contract.columns().forEach(column -> page.append(row(column)));
        }
        return page.toString();
    }

    private static String row(ColumnSpec column) {
        String reference =
                column.references().isEmpty() ? "" : " Refers to `" + String.join("`, `", column.references()) + "`.";
        return "| `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                        column.name(),
                        cell(column.type()),
                        column.keyPosition() > 0 ? column.keyPosition() : "",
                        column.required() ? "yes" : "",
                        column.privacy().word(),
                        cell(column.description() + reference));
    }

    private String fhir() {
        StringBuilder page = new StringBuilder("# Zone fhir\n\nWhat is kept of each FHIR R4 resource.\n");
        for (ElementList elements : specs.elements().values()) {
            page.append("%n## %s%n%nTable `%s`.%n%n| element | privacy |%n|---|---|%n"
                    .formatted(elements.resource(), TableName.ofResource(elements.resource())));
            elements.elements()
                    .forEach(element -> page.append("| `%s` | %s |%n"
                            .formatted(element.path(), element.privacy().word())));
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
