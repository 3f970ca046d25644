-- A rate is what remains of the numerator over what remains of the denominator (eCQM Logic and Implementation Guidance). Its
-- interval is Wilson's score interval without continuity correction, z = 1.959964.
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
  SELECT DISTINCT
    person_id, measure_name, period_start_on, period_end_on, group_number, definition_name AS stratum_name, stratum_value
  FROM measure.stratum
),

populated AS (
  SELECT
    person_id,
    measure_name,
    period_start_on,
    period_end_on,
    group_number,
    sum(if(population_code = 'initial-population', member_count, 0)) AS initial_population,
    sum(if(population_code IN ('denominator', 'measure-population'), member_count, 0)) AS denominator,
    sum(if(population_code IN ('denominator-exclusion', 'measure-population-exclusion'), member_count, 0)) AS exclusion,
    sum(if(population_code = 'denominator-exception', member_count, 0)) AS exception,
    sum(if(population_code = 'numerator', member_count, 0)) AS numerator,
    sum(if(population_code = 'numerator-exclusion', member_count, 0)) AS numerator_exclusion
  FROM measure.person_result
  GROUP BY person_id, measure_name, period_start_on, period_end_on, group_number
),

counted AS (
  SELECT
    stratum.measure_name,
    stratum.period_start_on,
    stratum.period_end_on,
    stratum.group_number,
    stratum.stratum_name,
    stratum.stratum_value,
    count(*) AS person_count,
    sum(populated.initial_population) AS initial_population_count,
    sum(populated.denominator) AS denominator_count,
    sum(populated.exclusion) AS exclusion_count,
    sum(populated.exception) AS exception_count,
    sum(populated.numerator) AS numerator_count,
    sum(populated.numerator_exclusion) AS numerator_exclusion_count
  FROM stratum
  INNER JOIN populated USING (person_id, measure_name, period_start_on, period_end_on, group_number)
  GROUP BY
    stratum.measure_name,
    stratum.period_start_on,
    stratum.period_end_on,
    stratum.group_number,
    stratum.stratum_name,
    stratum.stratum_value
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
    catalog.caveat,
    catalog.aggregate_method,
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
    if(scoring = 'proportion', (rate + z2n / 2) / (1 + z2n), NULL) AS middle_of_interval,
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
  now.person_count,
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
  round(before.rate, 9) AS prior_rate,
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
