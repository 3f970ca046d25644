WITH member AS (
  SELECT DISTINCT person_id, period_start_on, period_end_on
  FROM measure.person_result
),

provider AS (
  SELECT
    source_system,
    provider_id,
    concat_ws(
      ' · ',
      coalesce(name_text, nullif(concat_ws(', ', family_name, given_name), '')),
      coalesce(npi, concat(source_system, ' ', provider_id))
    ) AS clinician
  FROM core.provider
),

-- Two organisations of one name are told apart by their NPI, else by their ids.
named AS (
  SELECT
    source_system,
    organization_id,
    if(
      size(collect_set(identity) OVER (PARTITION BY name)) > 1,
      concat(name, ' · ', identity),
      name
    ) AS name
  FROM (
    SELECT source_system, organization_id, name, coalesce(npi, concat(source_system, ' ', organization_id)) AS identity
    FROM core.organization
    WHERE name IS NOT NULL
  )
),

visit AS (
  SELECT
    member.*,
    encounter.start_on,
    coalesce(
      named.name,
      encounter.facility_name,
      concat(encounter.source_system, ' ', encounter.facility_id),
      encounter.source_system
    ) AS facility,
    coalesce(provider.clinician, concat(encounter.source_system, ' ', encounter.practitioner_id)) AS clinician
  FROM member
  INNER JOIN core.encounter
    ON
      encounter.person_id = member.person_id
      AND encounter.start_on BETWEEN member.period_start_on AND member.period_end_on
  LEFT JOIN named
    ON
      named.source_system = encounter.source_system
      AND named.organization_id = encounter.facility_id
  LEFT JOIN provider
    ON provider.source_system = encounter.source_system AND provider.provider_id = encounter.practitioner_id
  WHERE coalesce(encounter.status, 'finished') NOT IN ('planned', 'cancelled', 'entered-in-error')
),

seen AS (
  SELECT person_id, period_start_on, period_end_on, facility, clinician, count(*) AS visits, max(start_on) AS last_on
  FROM visit
  GROUP BY person_id, period_start_on, period_end_on, facility, clinician
),

seen_at AS (
  SELECT person_id, period_start_on, period_end_on, max_by(facility, struct(visits, last_on, facility)) AS facility
  FROM (
    SELECT person_id, period_start_on, period_end_on, facility, sum(visits) AS visits, max(last_on) AS last_on
    FROM seen
    GROUP BY person_id, period_start_on, period_end_on, facility
  )
  GROUP BY person_id, period_start_on, period_end_on
),

seen_by AS (
  SELECT person_id, period_start_on, period_end_on, max_by(clinician, struct(visits, last_on, clinician)) AS clinician
  FROM (
    SELECT person_id, period_start_on, period_end_on, clinician, sum(visits) AS visits, max(last_on) AS last_on
    FROM seen
    WHERE clinician IS NOT NULL
    GROUP BY person_id, period_start_on, period_end_on, clinician
  )
  GROUP BY person_id, period_start_on, period_end_on
),

paid_by AS (
  SELECT
    member.person_id,
    member.period_start_on,
    member.period_end_on,
    max_by(
      coalesce(coverage.payer, coverage.payer_id, coverage.plan_name, coverage.type_display, coverage.type_code),
      struct(coverage.start_on, -coverage.priority, coverage.source_system, coverage.coverage_id)
    ) AS payer
  FROM member
  INNER JOIN core.coverage
    ON
      coverage.person_id = member.person_id
      AND (coverage.start_on IS NULL OR coverage.start_on <= member.period_end_on)
      AND (coverage.end_on IS NULL OR coverage.end_on >= member.period_start_on)
  WHERE coalesce(coverage.status, 'active') NOT IN ('cancelled', 'draft', 'entered-in-error')
  GROUP BY member.person_id, member.period_start_on, member.period_end_on
),

race_name AS (
  SELECT race_code, min(race_display) AS race
  FROM core.patient
  GROUP BY race_code
),

ethnicity_name AS (
  SELECT ethnicity_code, min(ethnicity_display) AS ethnicity
  FROM core.patient
  GROUP BY ethnicity_code
),

described AS (
  SELECT
    golden_record.person_id,
    min(golden_record.birth_on) AS birth_on,
    min(golden_record.sex_code) AS sex,
    max_by(patient.race_code, struct(
      patient.race_code IS NOT NULL,
      patient.source_system = golden_record.source_system AND patient.patient_id = golden_record.patient_id,
      patient.source_system,
      patient.patient_id
    )) AS race_code,
    max_by(patient.ethnicity_code, struct(
      patient.ethnicity_code IS NOT NULL,
      patient.source_system = golden_record.source_system AND patient.patient_id = golden_record.patient_id,
      patient.source_system,
      patient.patient_id
    )) AS ethnicity_code
  FROM identity.golden_record
  LEFT JOIN core.patient ON patient.person_id = golden_record.person_id
  GROUP BY golden_record.person_id
),

aged AS (
  SELECT
    member.*,
    described.race_code,
    described.ethnicity_code,
    described.sex,
    floor(months_between(member.period_end_on, described.birth_on) / 12) AS age_years
  FROM member
  LEFT JOIN described ON described.person_id = member.person_id
)

SELECT
  aged.person_id,
  aged.period_start_on,
  aged.period_end_on,
  coalesce(seen_at.facility, 'none') AS facility,
  coalesce(seen_by.clinician, 'none') AS clinician,
  coalesce(paid_by.payer, 'none') AS payer,
  coalesce(race_name.race, aged.race_code, 'unknown') AS race,
  coalesce(ethnicity_name.ethnicity, aged.ethnicity_code, 'unknown') AS ethnicity,
  coalesce(aged.sex, 'unknown') AS sex,
  CASE
    WHEN aged.age_years < 18 THEN '0-17'
    WHEN aged.age_years < 45 THEN '18-44'
    WHEN aged.age_years < 65 THEN '45-64'
    WHEN aged.age_years < 75 THEN '65-74'
    WHEN aged.age_years >= 75 THEN '75+'
    ELSE 'unknown'
  END AS age_band
FROM aged
LEFT JOIN seen_at USING (person_id, period_start_on, period_end_on)
LEFT JOIN seen_by USING (person_id, period_start_on, period_end_on)
LEFT JOIN paid_by USING (person_id, period_start_on, period_end_on)
LEFT JOIN race_name ON race_name.race_code = aged.race_code
LEFT JOIN ethnicity_name ON ethnicity_name.ethnicity_code = aged.ethnicity_code
