package org.charthouse.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/** Codes of the state in force that are in no known code system, or not written as its codes are: work for people. */
public final class UnmappedCodes {

    private static final String METHOD = "mapping_method";
    /** So that a state without a table of codes has a list, too. */
    private static final String NOTHING =
            "SELECT '' AS table_name, '' AS code_system, '' AS code, '' AS display, '' AS reason WHERE false";

    private final Specifications specs;
    private final Lake lake;
    private final Manifest manifest;

    /**
     * Of the state in force.
     *
     * @throws org.charthouse.error.UserError if nothing was published yet
     */
    public UnmappedCodes(House house, Lake lake) {
        this.specs = house.specs();
        this.lake = lake;
        this.manifest = house.manifest(lake);
    }

    /**
     * The codes, those of most rows first: {@code code_system}, {@code code}, {@code display}, {@code rows}, {@code tables}
     * and {@code reason}. A code that fewer than {@code least} rows have is left out, since a text that one person's record
     * has where a code belongs may tell who it is.
     */
    public Dataset<Row> rows(int least) {
        return ask("""
                SELECT
                  coalesce(code_system, '') AS code_system,
                  code,
                  coalesce(min(display), '') AS display,
                  count(*) AS rows,
                  concat_ws(' ', sort_array(collect_set(table_name))) AS tables,
                  min(reason) AS reason
                FROM coded
                WHERE reason IN ('unmapped', 'invalid-format')
                GROUP BY coalesce(code_system, ''), code
                HAVING count(*) >= %d
                ORDER BY rows DESC, code_system, code
                """.formatted(least));
    }

    /** {@code table_name}, {@code coded} rows and {@code mapped} rows among these, by table. */
    public Dataset<Row> coverage() {
        return ask("""
                SELECT table_name, count(*) AS coded, count_if(reason NOT IN ('unmapped', 'invalid-format')) AS mapped
                FROM coded GROUP BY table_name ORDER BY table_name
                """);
    }

    private Dataset<Row> ask(String query) {
        DeclaredSql sql = new DeclaredSql(lake.session()).asOf(manifest.asOf());
        List<String> parts = new ArrayList<>(List.of(NOTHING));
        for (TableContract contract : specs.zone("core")) {
            TableName table = contract.table();
            long version = manifest.tables().getOrDefault(table, Lake.ABSENT);
            List<String> columns = contract.columnNames();
            if (version != Lake.ABSENT && columns.stream().anyMatch(name -> name.endsWith(METHOD))) {
                sql.with(table.toString(), lake.read(table, version));
                columns.stream()
                        .filter(name -> name.endsWith(METHOD))
                        .map(name -> name.substring(0, name.length() - METHOD.length()))
                        .forEach(prefix -> parts.add(part(table, prefix, columns)));
            }
        }
        return sql.query("WITH coded AS (" + String.join(" UNION ALL ", parts) + ") " + query);
    }

    private static String part(TableName table, String prefix, List<String> columns) {
        String system = prefix.isEmpty() ? "code_system" : prefix + "system";
        String display = List.of(prefix + "display", prefix + "text", "code_display").stream()
                .filter(columns::contains)
                .collect(Collectors.joining(", "));
        return "SELECT '" + table + "' AS table_name, " + system + " AS code_system, " + prefix + "code AS code, "
                + (display.isEmpty() ? "CAST(NULL AS STRING)" : "coalesce(" + display + ", '')") + " AS display, "
                + prefix + METHOD + " AS reason FROM " + table + " WHERE " + prefix + METHOD + " IS NOT NULL";
    }
}
