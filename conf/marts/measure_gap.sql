-- The words for the state of a gap are those of Da Vinci DEQM (gap status); that it may be missing data is told beside it.
WITH populated AS (
  SELECT
    person_id,
    measure_name,
    measure_version,
    period_start_on,
    period_end_on,
    group_number,
    sum(if(population_code = 'denominator', member_count, 0)) AS denominator,
    sum(if(population_code = 'denominator-exclusion', member_count, 0)) AS exclusion,
    sum(if(population_code = 'denominator-exception', member_count, 0)) AS exception,
    sum(if(population_code = 'numerator', member_count, 0))
      - sum(if(population_code = 'numerator-exclusion', member_count, 0)) AS met
  FROM measure.person_result
  GROUP BY person_id, measure_name, measure_version, period_start_on, period_end_on, group_number
),

applying AS (
  SELECT
    populated.*,
    populated.denominator - populated.exclusion - populated.exception AS applies,
    greatest(
      if(
        catalog.direction = 'decrease',
        populated.met,
        populated.denominator - populated.exclusion - populated.exception - populated.met
      ),
      0
    ) AS open_count
  FROM populated
  INNER JOIN measure.catalog USING (measure_name, period_start_on, period_end_on, group_number)
  WHERE catalog.scoring = 'proportion'
),

to_last_month AS (
  SELECT person_id, measure_name, group_number, max(applies > 0 AND open_count = 0) AS was_closed
  FROM applying
  WHERE
    period_end_on = date_sub(trunc(date_add(:as_of, 1), 'MM'), 1)
    AND months_between(date_add(period_end_on, 1), period_start_on) = 12
  GROUP BY person_id, measure_name, group_number
),

-- Of other types, core keeps nothing that could tell.
kept AS (
  SELECT *
  FROM VALUES
    ('lab_result', 'Observation'),
    ('vital_sign', 'Observation'),
    ('observation', 'Observation'),
    ('procedure', 'Procedure'),
    ('immunization', 'Immunization'),
    ('medication_order', 'MedicationRequest'),
    ('condition', 'Condition'),
    ('diagnostic_report', 'DiagnosticReport'),
    ('service_request', 'ServiceRequest')
  AS (table_name, resource_type)
),

delivered AS (
  SELECT DISTINCT resource_type, person_id
  FROM (
    SELECT 'lab_result' AS table_name, person_id FROM core.lab_result
    UNION ALL
    SELECT 'vital_sign' AS table_name, person_id FROM core.vital_sign
    UNION ALL
    SELECT 'observation' AS table_name, person_id FROM core.observation
    UNION ALL
    SELECT 'procedure' AS table_name, person_id FROM core.procedure
    UNION ALL
    SELECT 'immunization' AS table_name, person_id FROM core.immunization
    UNION ALL
    SELECT 'medication_order' AS table_name, person_id FROM core.medication_order
    UNION ALL
    SELECT 'condition' AS table_name, person_id FROM core.condition
    UNION ALL
    SELECT 'diagnostic_report' AS table_name, person_id FROM core.diagnostic_report
    UNION ALL
    SELECT 'service_request' AS table_name, person_id FROM core.service_request
  )
  INNER JOIN kept USING (table_name)
),

kind AS (
  SELECT kept.resource_type, max(anywhere.resource_type IS NOT NULL) AS is_delivered
  FROM kept
  LEFT JOIN (
    SELECT DISTINCT resource_type
    FROM delivered
  ) AS anywhere
    ON anywhere.resource_type = kept.resource_type
  GROUP BY kept.resource_type
),

looked_for AS (
  SELECT
    person_id,
    measure_name,
    period_start_on,
    period_end_on,
    group_number,
    resource_types,
    explode(split(resource_types, ', ')) AS resource_type
  FROM measure.care
),

hint AS (
  SELECT
    looked_for.person_id,
    looked_for.measure_name,
    looked_for.period_start_on,
    looked_for.period_end_on,
    looked_for.group_number,
    CASE
      WHEN NOT max(kind.is_delivered) THEN
        concat('no source has delivered any ', replace(min(looked_for.resource_types), ', ', ' or '))
      WHEN count(delivered.resource_type) = 0 THEN
        concat(
          'no source has delivered any ',
          replace(min(looked_for.resource_types), ', ', ' or '),
          ' of this person: the care may have been given elsewhere'
        )
    END AS missing_data_hint
  FROM looked_for
  LEFT JOIN kind ON kind.resource_type = looked_for.resource_type
  LEFT JOIN delivered
    ON delivered.resource_type = looked_for.resource_type AND delivered.person_id = looked_for.person_id
  GROUP BY
    looked_for.person_id,
    looked_for.measure_name,
    looked_for.period_start_on,
    looked_for.period_end_on,
    looked_for.group_number
  HAVING count(kind.resource_type) = count(*)
),

judged AS (
  SELECT
    applying.*,
    CASE
      WHEN applying.applies <= 0 THEN 'not-applicable'
      WHEN applying.open_count = 0 THEN 'closed-gap'
      WHEN applying.period_end_on > :as_of AND to_last_month.was_closed THEN 'prospective-gap'
      ELSE 'open-gap'
    END AS gap_status
  FROM applying
  LEFT JOIN to_last_month USING (person_id, measure_name, group_number)
)

SELECT
  judged.person_id,
  judged.measure_name,
  judged.measure_version,
  judged.period_start_on,
  judged.period_end_on,
  judged.group_number,
  judged.gap_status,
  CASE
    WHEN judged.gap_status = 'closed-gap' THEN NULL
    WHEN judged.applies <= 0 AND judged.exclusion > 0 THEN 'excluded'
    WHEN judged.applies <= 0 AND judged.exception > 0 THEN 'excepted'
    WHEN judged.applies <= 0 THEN 'not in denominator'
    WHEN care.resource_id IS NULL THEN 'never'
    WHEN care.evidence_on IS NULL THEN 'undated'
    WHEN care.evidence_on < judged.period_start_on THEN 'expired'
    ELSE 'out-of-range'
  END AS gap_reason,
  if(judged.applies > 0, judged.open_count, 0) AS open_count,
  care.evidence_on AS last_on,
  care.source_system,
  care.resource_type,
  care.resource_id,
  if(judged.gap_status IN ('open-gap', 'prospective-gap'), judged.period_end_on, NULL) AS due_on,
  if(judged.gap_status = 'open-gap' AND care.resource_id IS NULL, hint.missing_data_hint, NULL) AS missing_data_hint,
  attribution.facility,
  attribution.clinician
FROM judged
INNER JOIN measure.attribution USING (person_id, period_start_on, period_end_on)
LEFT JOIN measure.care USING (person_id, measure_name, period_start_on, period_end_on, group_number)
LEFT JOIN hint USING (person_id, measure_name, period_start_on, period_end_on, group_number)
