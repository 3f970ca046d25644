package org.charthouse.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mart: one query that makes one table.
 *
 * @param table {@code mart.<name>}; its contract stands in {@code schemas/tables/mart}
 * @param inputs the tables that the query may read
 * @param usesAsOf whether the query reads {@code :as_of}, a date
 * @param sql the query; stands beside the file as {@code <name>.sql}
 * @param cases given and expected rows; stand beside the file as {@code <name>.cases.yaml}
 */
public record MartSpec(TableName table, List<TableName> inputs, boolean usesAsOf, String sql, List<Case> cases) {

    /**
     * One worked example.
     *
     * @param name a sentence that says what it shows
     * @param asOf the date, ISO 8601
     * @param given rows per input table; absent columns are null
     * @param expect the rows of the mart, with the columns that matter
     */
    public record Case(
            String name,
            String asOf,
            Map<TableName, List<Map<String, @Nullable Object>>> given,
            List<Map<String, @Nullable Object>> expect) {}

    static MartSpec read(Section file, String sql, List<Case> cases) {
        MartSpec spec = new MartSpec(
                TableName.of(file.text("mart")),
                file.texts("inputs").stream().map(TableName::of).toList(),
                file.flag("uses-as-of", false),
                sql,
                cases);
        if (spec.inputs().isEmpty()) {
            file.missing("inputs");
        }
        file.end();
        return spec;
    }
}
