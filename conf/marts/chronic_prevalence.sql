WITH death AS (
  SELECT person_id, min(death_on) AS death_on, max(is_deceased) AS is_deceased
  FROM core.patient
  GROUP BY person_id
),

person AS (
  SELECT
    golden_record.person_id,
    coalesce(golden_record.sex_code, 'unknown') AS sex,
    floor(months_between(:as_of, golden_record.birth_on) / 12) AS age_years
  FROM identity.golden_record
  INNER JOIN death ON death.person_id = golden_record.person_id
  WHERE
    golden_record.birth_on <= :as_of
    AND (death.death_on > :as_of OR NOT coalesce(death.is_deceased, false))
),

banded AS (
  SELECT
    person_id,
    sex,
    CASE
      WHEN age_years < 18 THEN '0-17'
      WHEN age_years < 45 THEN '18-44'
      WHEN age_years < 65 THEN '45-64'
      WHEN age_years < 75 THEN '65-74'
      ELSE '75+'
    END AS age_band
  FROM person
),

seen_at AS (
  SELECT DISTINCT person_id, source_system AS facility
  FROM core.patient
  UNION ALL
  SELECT person_id, 'all' AS facility
  FROM banded
),

has_condition AS (
  SELECT DISTINCT condition.person_id, chronic_condition_code.condition
  FROM core.condition
  INNER JOIN core.chronic_condition_code
    ON
      chronic_condition_code.code_system = coalesce(condition.condition_normalized_system, condition.condition_system)
      AND (
        chronic_condition_code.code = coalesce(condition.condition_normalized_code, condition.condition_code)
        OR (
          chronic_condition_code.is_prefix
          AND startswith(
            coalesce(condition.condition_normalized_code, condition.condition_code), chronic_condition_code.code
          )
        )
      )
  WHERE
    coalesce(condition.onset_on, condition.recorded_on) <= :as_of
    AND (condition.abatement_on IS NULL OR condition.abatement_on > :as_of)
    AND coalesce(condition.verification_status, 'confirmed') NOT IN ('refuted', 'entered-in-error')
),

counted AS (
  SELECT
    seen_at.facility,
    named.condition,
    banded.age_band,
    banded.sex,
    count(*) AS count_person,
    count(has_condition.person_id) AS count_condition
  FROM banded
  INNER JOIN seen_at ON seen_at.person_id = banded.person_id
  CROSS JOIN (SELECT DISTINCT condition FROM core.chronic_condition_code) AS named
  LEFT JOIN has_condition
    ON has_condition.person_id = banded.person_id AND has_condition.condition = named.condition
  GROUP BY seen_at.facility, named.condition, banded.age_band, banded.sex
)

SELECT
  facility,
  condition,
  age_band,
  sex,
  count_person,
  count_condition,
  cast(100.0 * count_condition / count_person AS DECIMAL(5, 2)) AS prevalence_percent
FROM counted
ORDER BY facility, condition, age_band, sex
