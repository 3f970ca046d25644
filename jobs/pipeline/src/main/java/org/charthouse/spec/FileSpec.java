package org.charthouse.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One kind of file of a CSV feed: how such files are named, which columns they have, and which extract tables they fill.
 *
 * @param kind its name, by which raw rows are known
 * @param name pattern of file names, without {@code .gz}; {@code *} stands for any characters, {@code ?} for one
 * @param columns columns that each file must have; all columns in their order where files have no header
 * @param optional columns that a file may have; without them their values are null
 * @param renames names in the header that stand for a column of another name
 * @param fills the extract tables, in order; an extract table may be filled more than once
 */
public record FileSpec(
        String kind,
        Optional<String> name,
        List<String> columns,
        List<String> optional,
        Map<String, String> renames,
        List<FillSpec> fills) {

    static FileSpec read(Section file) {
        Map<String, String> renames = new LinkedHashMap<>();
        file.section("renames").ifPresent(section -> {
            section.keys().forEach(from -> renames.put(from, section.text(from)));
            section.end();
        });
        FileSpec spec = new FileSpec(
                file.text("kind"),
                file.optionalText("name"),
                file.texts("columns"),
                file.texts("optional"),
                renames,
                file.list("tables", FillSpec::read));
        if (!spec.kind.isEmpty() && !spec.kind.matches("[a-z][a-z0-9_]*")) {
            file.wrong("kind", "small letters, digits and _ are expected here");
        } else if (spec.kind.equals(FeedSpec.DELETIONS)) {
            file.wrong("kind", "that name is the one of bulk exports' deletions");
        }
        if (spec.columns.isEmpty()) {
            file.missing("columns");
        }
        return spec;
    }

    /** An extract table as the contract publishes it: its required columns, and any of the others. */
    static FileSpec of(TableContract contract) {
        return new FileSpec(
                contract.table().name(),
                Optional.empty(),
                contract.columns().stream()
                        .filter(ColumnSpec::required)
                        .map(ColumnSpec::name)
                        .toList(),
                contract.columns().stream()
                        .filter(column -> !column.required())
                        .map(ColumnSpec::name)
                        .toList(),
                Map.of(),
                List.of(FillSpec.of(contract)));
    }

    /** Whether a file of that name, without {@code .gz}, is of this kind. */
    public boolean isNamed(String fileName) {
        return name.map(pattern -> glob(pattern).matcher(fileName).matches())
                .orElseGet(() -> fileName.endsWith(".csv")
                        && fileName.replaceFirst("\\..*$", "").equals(kind));
    }

    /** The columns by which expressions know a line: those that must be there, then those that may. */
    public List<String> sourceColumns() {
        List<String> all = new ArrayList<>(columns);
        all.addAll(optional);
        return all;
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }
}
