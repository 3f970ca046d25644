package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;
import org.charthouse.spec.TableName;

/** Patients who have a record of a kind. */
final class PersonCompletenessKind implements RuleKind {

    private static final TableName PATIENT = new TableName("core", "patient");

    @Override
    public KindPage page() {
        return new KindPage(
                "person-completeness",
                "Do patients have such a record at all?",
                "patients of a source with fewer rows than that",
                "patients of the sources that send such rows",
                95,
                Category.COMPLETENESS,
                "a source that has it for few is delivered in part, or writes it elsewhere",
                List.of(
                        optional("least", Form.NUMBER, "1", "how many rows a patient has at least"),
                        optional("of", Form.SQL, "true", "Spark SQL over core.patient: the patients who should")));
    }

    @Override
    public Check check(Given given) {
        String sql = """
                WITH have AS (
                  SELECT source_system, patient_id, count(*) AS found FROM %1$s WHERE true%2$s GROUP BY source_system, patient_id
                )
                SELECT patients.source_system, patients.patient_id AS unit, coalesce(found, 0) < %3$s AS is_broken
                FROM (SELECT source_system, patient_id FROM %4$s WHERE %5$s) AS patients
                JOIN (SELECT DISTINCT source_system FROM have) AS sources USING (source_system)
                LEFT JOIN have USING (source_system, patient_id)
                """.formatted(
                        given.table(), given.and(), given.number("least").toPlainString(), PATIENT, given.text("of"));
        return Check.of(new Question(sql, new TreeSet<>(Set.of(given.table(), PATIENT))));
    }
}
