-- A rate is what remains of the numerator over what remains of the denominator (eCQM Logic and Implementation Guidance). Its
-- interval is Wilson's score interval without continuity correction, z = 1.959964; episodes have none, as those of one person
-- are not independent.
WITH member AS (
  SELECT DISTINCT person_id, measure_name, period_start_on, period_end_on, group_number
  FROM measure.person_result
),

belonging AS (
  SELECT
    person_id,
    period_start_on,
    period_end_on,
    stack(
      8,
      'all', 'all',
      'facility', facility,
      'clinician', clinician,
      'payer', payer,
      'race', race,
      'ethnicity', ethnicity,
      'sex', sex,
      'age', age_band
    ) AS (stratum_name, stratum_value)
  FROM measure.attribution
),

-- What a measure itself tells persons or episodes apart by; one that is called like an attribution is another thing.
own AS (
  SELECT
    person_id,
    measure_name,
    period_start_on,
    period_end_on,
    group_number,
    if(
      definition_name IN ('all', 'facility', 'clinician', 'payer', 'race', 'ethnicity', 'sex', 'age'),
      concat('measure: ', definition_name),
      definition_name
    ) AS stratum_name,
    stratum_value,
    population_code,
    member_count
  FROM measure.stratum
),

stratum AS (
  SELECT
    person_id,
    measure_name,
    period_start_on,
    period_end_on,
    group_number,
    belonging.stratum_name,
    belonging.stratum_value
  FROM member
  INNER JOIN belonging USING (person_id, period_start_on, period_end_on)
  UNION ALL
  SELECT DISTINCT person_id, measure_name, period_start_on, period_end_on, group_number, stratum_name, stratum_value
  FROM own
  WHERE population_code IS NULL
),

-- Persons count whole in each of their strata, episodes in those that they are in themselves.
belonging_member AS (
  SELECT
    stratum.*, person_result.population_code, person_result.member_count
  FROM stratum
  INNER JOIN measure.person_result USING (person_id, measure_name, period_start_on, period_end_on, group_number)
  UNION ALL
  SELECT
    person_id,
    measure_name,
    period_start_on,
    period_end_on,
    group_number,
    stratum_name,
    stratum_value,
    population_code,
    member_count
  FROM own
  WHERE population_code IS NOT NULL
),

populated AS (
  SELECT
    person_id,
    measure_name,
    period_start_on,
    period_end_on,
    group_number,
    stratum_name,
    stratum_value,
    sum(if(population_code = 'initial-population', member_count, 0)) AS initial_population,
    sum(if(population_code IN ('denominator', 'measure-population'), member_count, 0)) AS denominator,
    sum(if(population_code IN ('denominator-exclusion', 'measure-population-exclusion'), member_count, 0)) AS exclusion,
    sum(if(population_code = 'denominator-exception', member_count, 0)) AS exception,
    sum(if(population_code = 'numerator', member_count, 0)) AS numerator,
    sum(if(population_code = 'numerator-exclusion', member_count, 0)) AS numerator_exclusion
  FROM belonging_member
  GROUP BY person_id, measure_name, period_start_on, period_end_on, group_number, stratum_name, stratum_value
),

counted AS (
  SELECT
    measure_name,
    period_start_on,
    period_end_on,
    group_number,
    stratum_name,
    stratum_value,
    count(*) AS person_count,
    count_if(denominator - exclusion - exception > 0) AS denominator_person_count,
    count_if(numerator - numerator_exclusion > 0) AS numerator_person_count,
    count_if(denominator - exclusion - exception > numerator - numerator_exclusion) AS remainder_person_count,
    sum(initial_population) AS initial_population_count,
    sum(denominator) AS denominator_count,
    sum(exclusion) AS exclusion_count,
    sum(exception) AS exception_count,
    sum(numerator) AS numerator_count,
    sum(numerator_exclusion) AS numerator_exclusion_count
  FROM populated
  GROUP BY measure_name, period_start_on, period_end_on, group_number, stratum_name, stratum_value
),

observed AS (
  SELECT
    stratum.measure_name,
    stratum.period_start_on,
    stratum.period_end_on,
    stratum.group_number,
    stratum.stratum_name,
    stratum.stratum_value,
    count(observation.observed_value) AS observed_count,
    avg(if(observation.population_code <> 'numerator', observation.observed_value, NULL)) AS mean,
    median(if(observation.population_code <> 'numerator', observation.observed_value, NULL)) AS middle,
    sum(if(observation.population_code <> 'numerator', observation.observed_value, NULL)) AS total,
    min(if(observation.population_code <> 'numerator', observation.observed_value, NULL)) AS least,
    max(if(observation.population_code <> 'numerator', observation.observed_value, NULL)) AS most,
    sum(if(observation.population_code = 'numerator', observation.observed_value, NULL)) AS numerator_total
  FROM stratum
  INNER JOIN measure.observation USING (person_id, measure_name, period_start_on, period_end_on, group_number)
  GROUP BY
    stratum.measure_name,
    stratum.period_start_on,
    stratum.period_end_on,
    stratum.group_number,
    stratum.stratum_name,
    stratum.stratum_value
),

remaining AS (
  SELECT
    counted.*,
    catalog.measure_version,
    catalog.scoring,
    catalog.direction,
    catalog.is_period_over,
    catalog.aggregate_method,
    coalesce(catalog.basis, 'boolean') = 'boolean' AS is_of_persons,
    nullif(concat_ws(
      '; ',
      catalog.caveat,
      if(
        catalog.basis <> 'boolean' AND counted.stratum_name IN ('facility', 'clinician'),
        'episodes stand where their person was seen most often, which may be elsewhere',
        NULL
      )
    ), '') AS caveat,
    counted.numerator_count - counted.numerator_exclusion_count AS met,
    counted.denominator_count - counted.exclusion_count - counted.exception_count AS rate_denominator_count
  FROM counted
  INNER JOIN measure.catalog USING (measure_name, period_start_on, period_end_on, group_number)
),

rated AS (
  SELECT
    remaining.*,
    observed.observed_count,
    CASE remaining.aggregate_method
      WHEN 'median' THEN observed.middle
      WHEN 'sum' THEN observed.total
      WHEN 'minimum' THEN observed.least
      WHEN 'maximum' THEN observed.most
      ELSE observed.mean
    END AS observed_value,
    CASE
      WHEN remaining.scoring = 'ratio' AND observed.total IS NOT NULL THEN
        cast(observed.numerator_total AS DOUBLE) / nullif(cast(observed.total AS DOUBLE), 0)
      WHEN remaining.scoring IN ('proportion', 'ratio', 'composite') THEN
        cast(remaining.met AS DOUBLE) / nullif(remaining.rate_denominator_count, 0)
    END AS rate,
    1.959964 * 1.959964 / nullif(remaining.rate_denominator_count, 0) AS z2n
  FROM remaining
  LEFT JOIN observed USING (measure_name, period_start_on, period_end_on, group_number, stratum_name, stratum_value)
),

bounded AS (
  SELECT
    rated.*,
    if(scoring = 'proportion' AND is_of_persons, (rate + z2n / 2) / (1 + z2n), NULL) AS middle_of_interval,
    sqrt(rate * (1 - rate) * z2n + z2n * z2n / 4) / (1 + z2n) AS half_interval
  FROM rated
)

SELECT
  now.measure_name,
  now.measure_version,
  now.period_start_on,
  now.period_end_on,
  now.group_number,
  now.stratum_name,
  now.stratum_value,
  now.scoring,
  now.direction,
  now.is_period_over,
  now.person_count,
  now.denominator_person_count,
  now.numerator_person_count,
  now.remainder_person_count,
  now.initial_population_count,
  now.denominator_count,
  now.exclusion_count,
  now.exception_count,
  now.numerator_count,
  now.numerator_exclusion_count,
  now.rate_denominator_count,
  now.observed_count,
  cast(now.observed_value AS DECIMAL(28, 8)) AS observed_value,
  round(now.rate, 9) AS rate,
  round(if(now.middle_of_interval IS NULL, NULL, greatest(now.middle_of_interval - now.half_interval, 0.0)), 9) AS rate_low,
  round(if(now.middle_of_interval IS NULL, NULL, least(now.middle_of_interval + now.half_interval, 1.0)), 9) AS rate_high,
  if(coalesce(now.is_period_over, true), round(before.rate, 9), NULL) AS prior_rate,
  now.caveat
FROM bounded AS now
LEFT JOIN rated AS before
  ON
    before.measure_name = now.measure_name
    AND before.group_number = now.group_number
    AND before.stratum_name = now.stratum_name
    AND before.stratum_value = now.stratum_value
    AND before.period_end_on = date_sub(now.period_start_on, 1)
    AND months_between(now.period_start_on, before.period_start_on)
      = months_between(date_add(now.period_end_on, 1), now.period_start_on)
ORDER BY
  now.measure_name, now.period_start_on, now.period_end_on, now.group_number, now.stratum_name, now.stratum_value
