-- A duplicate is a record beside another one of its person in one source, an overlap is a person with records in several sources, an
-- overlay is a record that was overwritten with what is known of another person. Precision and recall are what the model expects
-- of the pairs that it compared: a pair of probability p is of one person with probability p. Pairs below the threshold of review
-- are not among them.
WITH spread AS (
  SELECT person_id, count(DISTINCT source_system) AS sources
  FROM identity.link
  GROUP BY person_id
),

record AS (
  SELECT
    link.source_system,
    link.patient_id,
    link.person_id,
    spread.sources,
    person.made_on,
    overlay.patient_id IS NOT NULL AS is_overlay
  FROM identity.link
  INNER JOIN spread USING (person_id)
  LEFT JOIN identity.person USING (person_id)
  LEFT JOIN (SELECT DISTINCT source_system, patient_id FROM identity.overlay) AS overlay
    ON overlay.source_system = link.source_system AND overlay.patient_id = link.patient_id
),

-- In all sources together a person with a record in each of two is an overlap and no duplicate.
held AS (
  SELECT source_system, person_id, count(*) AS records, count_if(is_overlay) AS overlays, max(sources) AS sources, max(made_on) AS made_on
  FROM record
  GROUP BY source_system, person_id
),

counted AS (
  SELECT
    coalesce(source_system, 'all') AS source_system,
    sum(records) AS records,
    sum(records - 1) AS duplicates,
    sum(overlays) AS overlays,
    count(DISTINCT person_id) AS persons,
    count(DISTINCT if(sources > 1, person_id, NULL)) AS overlaps,
    count(DISTINCT if(made_on > date_sub(:as_of, 30), person_id, NULL)) AS made
  FROM held
  GROUP BY GROUPING SETS ((source_system), ())
  HAVING sum(records) > 0
),

of_source AS (
  SELECT
    source_system,
    stack(
      4,
      'duplicate rate', duplicates, records, 'percent', 'records beside another one of their person in the same source',
      'overlap rate', overlaps, persons, 'percent', 'persons with records in several sources',
      'overlay rate', overlays, records, 'percent', 'records that may have been overwritten with another person',
      'new persons', made, persons, 'percent', 'persons who were not known thirty days ago'
    ) AS (indicator, numerator, denominator, unit, meaning)
  FROM counted
),

waiting AS (
  SELECT datediff(:as_of, review.found_on) AS days
  FROM identity.review
  LEFT ANTI JOIN (
    SELECT * FROM identity.decision WHERE decision IN ('must-link', 'cannot-link')
  ) AS decided USING (source_system_a, patient_id_a, source_system_b, patient_id_b)
),

judged AS (
  SELECT
    pair.score,
    pair.decision,
    one.person_id = other.person_id AS is_linked,
    decision.decision AS said
  FROM identity.pair
  INNER JOIN identity.link AS one ON one.source_system = pair.source_system_a AND one.patient_id = pair.patient_id_a
  INNER JOIN identity.link AS other ON other.source_system = pair.source_system_b AND other.patient_id = pair.patient_id_b
  LEFT JOIN identity.decision USING (source_system_a, patient_id_a, source_system_b, patient_id_b)
),

expected AS (
  SELECT
    coalesce(sum(if(is_linked, score, 0)), 0) AS right_links,
    coalesce(sum(if(is_linked, score * (1 - score), 0)), 0) AS link_variance,
    count_if(is_linked) AS links,
    coalesce(sum(if(is_linked, 0, score)), 0) + max(lost.pairs) AS missed,
    coalesce(sum(if(is_linked, 0, score * (1 - score))), 0) + max(lost.pairs) AS missed_variance,
    count_if(decision = 'match' AND said IN ('must-link', 'cannot-link')) AS reviewed,
    count_if(decision = 'match' AND said = 'must-link') AS confirmed
  FROM judged
  CROSS JOIN (
    SELECT coalesce(sum(lost_pairs), 0) AS pairs
    FROM identity.candidate
    WHERE model_version = (SELECT max_by(model_version, compared_in) FROM identity.candidate)
  ) AS lost
),

-- Wilson's interval, z = 1.959964.
confirmed AS (
  SELECT
    *,
    confirmed / reviewed AS share,
    3.841459 / reviewed AS z2n
  FROM expected
  WHERE reviewed > 0
),

estimated AS (
  SELECT
    'precision' AS indicator,
    right_links AS numerator,
    cast(links AS DOUBLE) AS denominator,
    right_links / links AS value,
    (right_links - 1.959964 * sqrt(link_variance)) / links AS value_low,
    (right_links + 1.959964 * sqrt(link_variance)) / links AS value_high,
    'linked pairs that are of one person, as the model expects' AS meaning
  FROM expected
  WHERE links > 0
  UNION ALL
  SELECT
    'recall',
    right_links,
    right_links + missed,
    right_links / (right_links + missed),
    right_links / (right_links + missed + 1.959964 * sqrt(missed_variance)),
    right_links / (right_links + greatest(missed - 1.959964 * sqrt(missed_variance), 0)),
    'pairs of one person that are linked, as the model expects; pairs that were not compared included'
  FROM expected
  WHERE links > 0
  UNION ALL
  SELECT
    'precision by review',
    cast(confirmed AS DOUBLE),
    cast(reviewed AS DOUBLE),
    share,
    (share + z2n / 2 - sqrt(share * (1 - share) * z2n + z2n * z2n / 4)) / (1 + z2n),
    (share + z2n / 2 + sqrt(share * (1 - share) * z2n + z2n * z2n / 4)) / (1 + z2n),
    'pairs that the model links and a person looked at, of which the person said the same'
  FROM confirmed
)

SELECT
  indicator,
  source_system,
  cast(numerator AS DOUBLE) AS numerator,
  cast(denominator AS DOUBLE) AS denominator,
  round(100.0 * numerator / nullif(denominator, 0), 3) AS value,
  cast(NULL AS DOUBLE) AS value_low,
  cast(NULL AS DOUBLE) AS value_high,
  unit,
  meaning
FROM of_source
UNION ALL
SELECT 'pairs to review', 'all', cast(count(*) AS DOUBLE), NULL, cast(count(*) AS DOUBLE), NULL, NULL, 'count', 'pairs that wait for a person to decide'
FROM waiting
UNION ALL
SELECT 'days a pair waits', 'all', NULL, NULL, cast(median(days) AS DOUBLE), NULL, NULL, 'days', 'median age of the pairs to review'
FROM waiting
HAVING count(*) > 0
UNION ALL
SELECT 'oldest pair', 'all', NULL, NULL, cast(max(days) AS DOUBLE), NULL, NULL, 'days', 'age of the oldest pair to review'
FROM waiting
HAVING count(*) > 0
UNION ALL
SELECT
  indicator,
  'all',
  round(numerator, 6),
  round(denominator, 6),
  round(100 * value, 3),
  round(100 * greatest(value_low, 0.0), 3),
  round(100 * least(value_high, 1.0), 3),
  'percent',
  meaning
FROM estimated
ORDER BY indicator, source_system
