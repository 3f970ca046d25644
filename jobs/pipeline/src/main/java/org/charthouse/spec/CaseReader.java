package org.charthouse.spec;

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
            tables.put(TableName.of(table), given.plainMaps(table));
        }
        return new MartSpec.Case(
                section.text("name"), section.optionalText("as-of").orElse(""), tables, section.plainMaps("expect"));
    }
}
