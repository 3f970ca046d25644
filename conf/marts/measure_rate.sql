-- CMS cell size suppression policy: no count of persons from 1 to 10, nor what it could be worked out from. A value that is small
-- in any group of a measure is left out in all of them, since their denominators are often the same persons. Then more values
-- of the stratum are left out, the same in all groups, until what is left out is together small in none of them: it follows
-- from the whole.
WITH cell AS (
  SELECT
    summary.*,
    catalog.small_cell,
    catalog.aggregate_method,
    if(summary.scoring = 'cohort', summary.initial_population_count, summary.rate_denominator_count) AS of_count,
    if(summary.scoring IN ('proportion', 'ratio', 'composite'), summary.numerator_count - summary.numerator_exclusion_count, NULL)
      AS met_count
  FROM measure.summary
  INNER JOIN measure.catalog USING (measure_name, period_start_on, period_end_on, group_number)
),

-- Of whom there are: persons where episodes are counted.
sized AS (
  SELECT
    cell.*,
    least(
      of_count, if(scoring = 'cohort', person_count, coalesce(denominator_person_count, person_count))
    ) AS of_persons,
    least(met_count, numerator_person_count) AS met_persons,
    least(of_count - met_count, remainder_person_count) AS unmet_persons
  FROM cell
),

small AS (
  SELECT
    sized.*,
    of_persons BETWEEN 1 AND small_cell - 1
    OR coalesce(met_persons BETWEEN 1 AND small_cell - 1, false)
    OR coalesce(unmet_persons BETWEEN 1 AND small_cell - 1, false)
    OR coalesce(observed_count BETWEEN 1 AND small_cell - 1, false)
      AS is_small
  FROM sized
),

-- One order of the values for all groups: those that are small, then those that hide them best, the fewest first.
described AS (
  SELECT
    small.*,
    max(is_small) OVER one_value AS is_small_anywhere,
    max(
      coalesce(met_persons, of_persons) < small_cell OR coalesce(unmet_persons, of_persons) < small_cell
    ) OVER one_value AS hides_badly,
    sum(of_count) OVER one_value AS size
  FROM small
  WINDOW one_value AS (PARTITION BY measure_name, period_start_on, period_end_on, stratum_name, stratum_value)
),

placed AS (
  SELECT
    described.*,
    dense_rank() OVER (
      PARTITION BY measure_name, period_start_on, period_end_on, stratum_name
      ORDER BY NOT is_small_anywhere, hides_badly, size, stratum_value
    ) AS place
  FROM described
),

-- What a group has up to a place, and from which on it has more.
together AS (
  SELECT
    measure_name,
    period_start_on,
    period_end_on,
    stratum_name,
    place,
    lead(place, 1, 1000000000) OVER in_order AS next_place,
    sum(of_persons) OVER so_far BETWEEN 1 AND small_cell - 1
    OR coalesce(sum(met_persons) OVER so_far BETWEEN 1 AND small_cell - 1, false)
    OR coalesce(sum(unmet_persons) OVER so_far BETWEEN 1 AND small_cell - 1, false)
    OR coalesce(sum(observed_count) OVER so_far BETWEEN 1 AND small_cell - 1, false)
      AS tells_few
  FROM placed
  WINDOW
    in_order AS (
      PARTITION BY measure_name, period_start_on, period_end_on, stratum_name, group_number
      ORDER BY place
    ),
    so_far AS (
      PARTITION BY measure_name, period_start_on, period_end_on, stratum_name, group_number
      ORDER BY place
      ROWS UNBOUNDED PRECEDING
    )
),

needed AS (
  SELECT
    measure_name, period_start_on, period_end_on, stratum_name,
    max(if(is_small_anywhere, place, 0)) AS first_place,
    max(place) AS last_place
  FROM placed
  GROUP BY measure_name, period_start_on, period_end_on, stratum_name
),

safe AS (
  SELECT DISTINCT placed.measure_name, placed.period_start_on, placed.period_end_on, placed.stratum_name, placed.place
  FROM placed
  LEFT ANTI JOIN together
    ON
      together.measure_name = placed.measure_name
      AND together.period_start_on = placed.period_start_on
      AND together.period_end_on = placed.period_end_on
      AND together.stratum_name = placed.stratum_name
      AND together.tells_few
      AND placed.place >= together.place
      AND placed.place < together.next_place
),

bound AS (
  SELECT
    needed.measure_name, needed.period_start_on, needed.period_end_on, needed.stratum_name,
    if(needed.first_place = 0, 0, coalesce(min(safe.place), max(needed.last_place))) AS until_place
  FROM needed
  LEFT JOIN safe
    ON
      safe.measure_name = needed.measure_name
      AND safe.period_start_on = needed.period_start_on
      AND safe.period_end_on = needed.period_end_on
      AND safe.stratum_name = needed.stratum_name
      AND safe.place >= needed.first_place
  GROUP BY
    needed.measure_name, needed.period_start_on, needed.period_end_on, needed.stratum_name, needed.first_place
),

-- Supplemental data tell the same persons apart by sex, race, ethnicity and payer once more.
judged AS (
  SELECT
    placed.*,
    placed.place <= bound.until_place
    OR (placed.stratum_name LIKE 'SDE%' AND max(placed.place <= bound.until_place) OVER whole_measure) AS is_suppressed
  FROM placed
  INNER JOIN bound USING (measure_name, period_start_on, period_end_on, stratum_name)
  WINDOW whole_measure AS (PARTITION BY placed.measure_name, placed.period_start_on, placed.period_end_on)
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
  now.is_suppressed,
  if(now.is_suppressed, NULL, now.of_count) AS denominator_count,
  if(now.is_suppressed, NULL, now.met_count) AS numerator_count,
  -- The least and the greatest value are those of one person, however many there are.
  if(now.is_suppressed OR now.aggregate_method IN ('minimum', 'maximum'), NULL, now.observed_value) AS observed_value,
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
