package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.charthouse.SharedSpark.rows;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.charthouse.SharedSpark;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredSqlTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT count(*) FROM core.a; 2",
                "SELECT max(a.id) FROM core.a; 2",
                "SELECT max(core.a.id) FROM core.a; 2",
                "WITH x AS (SELECT * FROM core.a), y AS (SELECT id FROM x) SELECT count(*) FROM y JOIN x USING (id); 2",
                "SELECT count(*) FROM core.a WHERE id IN (SELECT id FROM core.b); 1",
                "SELECT (SELECT max(id) FROM core.b) FROM core.a LIMIT 1; 7",
                "SELECT count(*) FROM core.a l JOIN core.a r ON l.id < r.id; 1",
                "SELECT count(*) FROM core.a WHERE EXISTS (SELECT 1 FROM core.b WHERE b.id = a.id); 1",
                "SELECT count(*) FROM core.a WHERE on_day <= :as_of; 1",
                "SELECT count(*) FROM core.a WHERE id IN (SELECT id FROM core.b WHERE :as_of > DATE'2026-01-01'); 1",
            })
    void declaredTablesResolveWhereverTheyStand(String sql, String answer) {
        assertThat(String.valueOf(declared().query(sql).first().get(0))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT * FROM core.c",
                "SELECT * FROM a",
                "SELECT * FROM core.a WHERE id IN (SELECT id FROM core.c)",
                "WITH x AS (SELECT * FROM core.c) SELECT 1 FROM core.a",
            })
    void whatIsNotDeclaredDoesNotResolve(String sql) {
        DeclaredSql declared = declared();
        assertThatExceptionOfType(AnalysisException.class).isThrownBy(() -> declared.query(sql));
    }

    @Test
    void theTablesOfAQueryAreThoseThatItReadsWhereverTheyStand() {
        String sql = "WITH x AS (SELECT * FROM core.a) SELECT * FROM x WHERE id IN (SELECT id FROM core.b)";
        assertThat(DeclaredSql.tablesOf(sql, List.of("core.a", "core.b", "core.d")))
                .containsExactly("core.a", "core.b");
        assertThat(DeclaredSql.tablesOf("VALUES (1), (2)", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DROP TABLE core.a",
                "INSERT INTO core.a SELECT * FROM core.a",
                "WITH x AS (SELECT 1 AS id) INSERT INTO core.a SELECT id FROM x",
                "DELETE FROM core.a",
                "CREATE TABLE t AS SELECT * FROM core.a",
                "SELECT * FROM core.c",
                "SELECT * FROM parquet.`/etc`",
                "SELECT * FROM core.a WHERE id IN (SELECT id FROM delta.`/lake/core/a`)",
            })
    void whatIsNoQueryOfDeclaredTablesIsRefusedBeforeItRuns(String sql) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> DeclaredSql.tablesOf(sql, List.of("core.a", "core.b")));
    }

    @Test
    void aDateThatWasNotDeclaredDoesNotResolve() {
        DeclaredSql undated = new DeclaredSql(SharedSpark.session());
        assertThatExceptionOfType(AnalysisException.class).isThrownBy(() -> undated.query("SELECT :as_of AS day"));
    }

    private static DeclaredSql declared() {
        return new DeclaredSql(SharedSpark.session())
                .with("core.a", rows("id int, on_day date", "1,2026-01-31", "2,2026-02-01"))
                .with("core.b", rows("id int", "1", "7"))
                .asOf(LocalDate.parse("2026-01-31"));
    }
}
