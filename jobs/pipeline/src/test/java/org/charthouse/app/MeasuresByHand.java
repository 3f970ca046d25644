package org.charthouse.app;

import java.util.Map;

/** Two of the house's own measures counted over core tables, by the words of their descriptions and without CQL. */
final class MeasuresByHand {

    private static final String SEEN = """
            seen AS (
              SELECT DISTINCT e.person_id
              FROM core.encounter e
              WHERE e.status = 'finished' AND e.class_code IN ('AMB', 'VR', 'HH')
                AND e.start_on BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
            )""";

    /** By measure: persons in the denominator and in the numerator of 2025. */
    static final Map<String, String> MEASURES = Map.of(
            "CharthouseHivScreening", "WITH " + SEEN + """
                    , tested AS (
                      SELECT DISTINCT o.person_id
                      FROM (
                        SELECT person_id, observation_code, observed_on FROM core.lab_result
                        WHERE status IN ('final', 'amended', 'corrected')
                          AND coalesce(value_number_text, value_text, value_code) IS NOT NULL
                        UNION ALL
                        SELECT person_id, observation_code, observed_on FROM core.observation
                        WHERE status IN ('final', 'amended', 'corrected')
                          AND coalesce(value_number_text, value_text, value_code) IS NOT NULL
                        UNION ALL
                        SELECT person_id, procedure_code, start_on FROM core.procedure WHERE status = 'completed'
                      ) o
                      JOIN identity.golden_record g ON g.person_id = o.person_id
                      WHERE o.observation_code IN ('7917-8', '7918-6', '5221-7', '5223-3', '29893-5', '31201-7', '48345-3',
                          '56888-1', '68961-2', '73906-0', '75622-1', '83101-6', '20447-9', '31676001', '171121004')
                        AND o.observed_on <= DATE '2025-12-31' AND add_months(g.birth_on, 180) <= o.observed_on
                    )
                    SELECT count(*), count(tested.person_id)
                    FROM identity.golden_record g
                    JOIN seen ON seen.person_id = g.person_id
                    LEFT JOIN tested ON tested.person_id = g.person_id
                    WHERE add_months(g.birth_on, 12 * 15) <= DATE '2025-01-01'
                      AND add_months(g.birth_on, 12 * 66) > DATE '2025-01-01'""",
            "CharthouseTobaccoScreening", "WITH " + SEEN + """
                    , asked AS (
                      SELECT DISTINCT person_id
                      FROM core.observation
                      WHERE observation_code IN ('72166-2', '39240-7') AND status IN ('final', 'amended', 'corrected')
                        AND observed_on BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
                        AND coalesce(value_number_text, value_text, value_code) IS NOT NULL
                    )
                    SELECT count(*), count(asked.person_id)
                    FROM identity.golden_record g
                    JOIN seen ON seen.person_id = g.person_id
                    LEFT JOIN asked ON asked.person_id = g.person_id
                    WHERE add_months(g.birth_on, 12 * 18) <= DATE '2025-12-31'""");

    private MeasuresByHand() {}

    /** What the measure counted. */
    static String found(String measure) {
        return "SELECT denominator_count, numerator_count FROM measure.summary WHERE measure_name = '" + measure
                + "' AND group_number = 1 AND stratum_name = 'all' AND period_start_on = DATE '2025-01-01'"
                + " AND period_end_on = DATE '2025-12-31'";
    }
}
