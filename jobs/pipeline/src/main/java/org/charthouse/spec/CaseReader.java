package org.charthouse.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code <mart>.cases.yaml}. */
final class CaseReader {

    private CaseReader() {}

    static List<MartSpec.Case> read(Section file) {
        List<MartSpec.Case> cases = file.list("cases", CaseReader::one);
        file.end();
        return cases;
    }

    private static MartSpec.Case one(Section section) {
        Section given = section.requiredSection("given");
        Map<TableName, List<Map<String, @Nullable Object>>> tables = new LinkedHashMap<>();
        for (String table : given.keys()) {
            tables.put(TableName.of(table), rows(given, table));
        }
        return new MartSpec.Case(
                section.text("name"), section.optionalText("as-of").orElse(""), tables, rows(section, "expect"));
    }

    private static List<Map<String, @Nullable Object>> rows(Section section, String key) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Section row : section.sections(key)) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            row.keys().forEach(column -> values.put(column, row.plain(column)));
            rows.add(values);
        }
        return List.copyOf(rows);
    }
}
