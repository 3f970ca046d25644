package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.SharedSpark.rows;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {

    private static final String COLUMNS = "id bigint, name string, changed_in bigint";
    private static final Set<String> LINEAGE = Set.of("changed_in");

    @Test
    void orderPartitionsColumnsAndLineageDoNotMatter() {
        String hash = ContentHash.of(rows(COLUMNS, "1,a,1", "2,,1", "3,c,1"), LINEAGE);
        assertThat(ContentHash.of(rows(COLUMNS, "3,c,7", "1,a,8", "2,,9").repartition(3), LINEAGE))
                .isEqualTo(hash);
        assertThat(ContentHash.of(rows(COLUMNS, "1,a,1", "2,,1", "3,c,1").select("changed_in", "name", "id"), LINEAGE))
                .isEqualTo(hash);
        assertThat(ContentHash.of(rows(COLUMNS, "1,a,1", "2,,1"), LINEAGE)).isNotEqualTo(hash);
        assertThat(ContentHash.of(rows(COLUMNS, "1,a,1", "2,,1", "3,c,1", "3,c,1"), LINEAGE))
                .as("a row twice")
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1L AS id, 'b' AS name, array('x', 'y') AS list, DATE'2026-01-01' AS day",
                "2L AS id, 'a' AS name, array('x', 'y') AS list, DATE'2026-01-01' AS day",
                "1L AS id, '' AS name, array('x', 'y') AS list, DATE'2026-01-01' AS day",
                "1L AS id, CAST(NULL AS STRING) AS name, array('x', 'y') AS list, DATE'2026-01-01' AS day",
                "1L AS id, 'null' AS name, array('x', 'y') AS list, DATE'2026-01-01' AS day",
                "1L AS id, 'a' AS name, array('y', 'x') AS list, DATE'2026-01-01' AS day",
                "1L AS id, 'a' AS name, array('x', 'y', NULL) AS list, DATE'2026-01-01' AS day",
                "1L AS id, 'a' AS name, array('x', 'y') AS list, DATE'2026-01-02' AS day",
                "1L AS id, 'a' AS title, array('x', 'y') AS list, DATE'2026-01-01' AS day",
            })
    void everyOtherValueMatters(String altered) {
        Dataset<Row> plain = one("1L AS id, 'a' AS name, array('x', 'y') AS list, DATE'2026-01-01' AS day");
        assertThat(ContentHash.of(one(altered), LINEAGE)).isNotEqualTo(ContentHash.of(plain, LINEAGE));
    }

    @Test
    void emptyTextAndNoTextAreTwoThings() {
        assertThat(ContentHash.of(one("'' AS name"), Set.of()))
                .isNotEqualTo(ContentHash.of(one("CAST(NULL AS STRING) AS name"), Set.of()));
    }

    @Test
    void valuesDoNotWanderBetweenRowsUnseen() {
        Dataset<Row> plain = one("1 AS a, 2 AS b").union(one("3 AS a, 4 AS b"));
        Dataset<Row> swapped = one("1 AS a, 4 AS b").union(one("3 AS a, 2 AS b"));
        assertThat(ContentHash.of(plain, Set.of())).isNotEqualTo(ContentHash.of(swapped, Set.of()));
    }

    @Test
    void microsecondsMatter() {
        Dataset<Row> at = one("TIMESTAMP'2026-01-01 00:00:00.000001' AS at");
        Dataset<Row> later = at.withColumn("at", functions.expr("TIMESTAMP'2026-01-01 00:00:00.000002'"));
        assertThat(ContentHash.of(at, Set.of())).isNotEqualTo(ContentHash.of(later, Set.of()));
    }

    private static Dataset<Row> one(String columns) {
        return SharedSpark.session().sql("SELECT " + columns);
    }
}
