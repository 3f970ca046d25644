package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.junit.jupiter.api.Test;

/** Queries are checked on a thread without a session, as before Spark is started. */
class SqlCheckTest {

    private static final Map<String, StructType> TABLES = Map.of(
            "core.patient", StructType.fromDDL("person_id string, birth_on date, is_deceased boolean"),
            "core.condition", StructType.fromDDL("person_id string, code string"));

    @Test
    void theSchemaOfAQueryIsKnownWithoutASession() {
        SparkSession.clearActiveSession();
        assertThat(check("SELECT person_id, year(birth_on) AS born FROM core.patient WHERE birth_on < :as_of"))
                .isEmpty();
        assertThat(SparkSession.getActiveSession().isEmpty()).isTrue();
        assertThat(SqlCheck.schemaOf(
                                "q.sql",
                                "SELECT person_id, year(birth_on) AS born FROM core.patient",
                                TABLES,
                                new Problems())
                        .map(StructType::toDDL))
                .contains("person_id STRING,born INT");
    }

    @Test
    void anUnknownColumnIsToldWithFileLineAndTheNearestColumn() {
        Problem problem = only("SELECT\n  person_id,\n  birth_no\nFROM core.patient");
        assertThat(problem.what()).isEqualTo("Unknown column `birth_no`");
        assertThat(problem.place()).hasToString("q.sql:3");
        assertThat(problem.cure()).startsWith("did you mean").contains("birth_on");
    }

    @Test
    void aTableThatWasNotDeclaredIsToldWithThoseThatWere() {
        Problem problem = only("SELECT 1\nFROM core.encounter");
        assertThat(problem.what()).isEqualTo("Unknown table `core`.`encounter`");
        assertThat(problem.place()).hasToString("q.sql:2");
        assertThat(problem.cure()).endsWith("core.condition, core.patient");
    }

    @Test
    void anUndeclaredTableIsFoundInSubqueriesToo() {
        assertThat(only("SELECT 1 FROM core.patient WHERE person_id IN (SELECT person_id FROM core.procedure)")
                        .what())
                .isEqualTo("Unknown table `core`.`procedure`");
    }

    @Test
    void aNameOfACommonTableExpressionIsNoTable() {
        assertThat(check("WITH p AS (SELECT * FROM core.patient) SELECT p.birth_on FROM p JOIN core.condition c"
                        + " ON c.person_id = p.person_id"))
                .isEmpty();
    }

    @Test
    void aMistakeOfGrammarIsAProblemWithItsLine() {
        Problem problem = only("SELECT person_id\nFROM core.patient\nWHERE (");
        assertThat(problem.what()).isEqualTo("The query does not resolve");
        assertThat(problem.place()).hasToString("q.sql:3");
    }

    @Test
    void anUnknownFunctionIsToldWithTheNearestOne() {
        Problem problem = only("SELECT year(birth_on), uper(person_id) FROM core.patient WHERE person_id IN ('a')");
        assertThat(problem.what()).isEqualTo("Unknown function 'uper'");
        assertThat(problem.cure()).contains("upper");
    }

    @Test
    void typesThatDoNotFitAreTold() {
        assertThat(only("SELECT year(is_deceased) FROM core.patient").reason()).isNotBlank();
    }

    private static Problem only(String sql) {
        List<Problem> problems = check(sql);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<Problem> check(String sql) {
        Problems problems = new Problems();
        SqlCheck.schemaOf("q.sql", sql, TABLES, problems);
        return problems.sorted();
    }
}
