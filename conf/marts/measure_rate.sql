-- CMS cell size suppression policy: no count from 1 to 10, nor what it could be worked out from. First the cells that are small
-- themselves; then, where one value of a stratum alone is left out, a second one, as it would follow from the whole.
WITH cell AS (
  SELECT
    summary.*,
    catalog.small_cell,
    if(summary.scoring = 'cohort', summary.initial_population_count, summary.rate_denominator_count) AS of_count,
    if(summary.scoring IN ('proportion', 'ratio', 'composite'), summary.numerator_count - summary.numerator_exclusion_count, NULL)
      AS met_count
  FROM measure.summary
  INNER JOIN measure.catalog USING (measure_name, period_start_on, period_end_on, group_number)
),

small AS (
  SELECT
    cell.*,
    least(of_count, person_count) BETWEEN 1 AND small_cell - 1
    OR coalesce(met_count BETWEEN 1 AND small_cell - 1, false)
    OR coalesce(of_count - met_count BETWEEN 1 AND small_cell - 1, false)
      AS is_small
  FROM cell
),

ranked AS (
  SELECT
    small.*,
    count_if(is_small) OVER stratum AS small_cells,
    row_number() OVER (
      PARTITION BY measure_name, period_start_on, period_end_on, group_number, stratum_name
      ORDER BY
        is_small,
        coalesce(met_count, of_count) < small_cell,
        coalesce(of_count - met_count, of_count) < small_cell,
        of_count,
        stratum_value
    ) AS place
  FROM small
  WINDOW stratum AS (PARTITION BY measure_name, period_start_on, period_end_on, group_number, stratum_name)
),

judged AS (
  SELECT ranked.*, is_small OR (small_cells = 1 AND place = 1) AS is_suppressed
  FROM ranked
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
  now.is_suppressed,
  if(now.is_suppressed, NULL, now.of_count) AS denominator_count,
  if(now.is_suppressed, NULL, now.met_count) AS numerator_count,
  if(now.is_suppressed, NULL, now.observed_value) AS observed_value,
  if(now.is_suppressed, NULL, now.rate) AS rate,
  if(now.is_suppressed, NULL, now.rate_low) AS rate_low,
  if(now.is_suppressed, NULL, now.rate_high) AS rate_high,
  if(before.is_suppressed, NULL, now.prior_rate) AS prior_rate,
  now.caveat
FROM judged AS now
LEFT JOIN judged AS before
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
