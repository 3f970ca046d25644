SELECT
  source_system,
  delivery_on,
  provider_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  array(named_struct('system', 'http://hl7.org/fhir/sid/us-npi', 'value', npi)) AS identifier,
  true AS active,
  array(named_struct('family', family_name, 'given', array(given_name))) AS name,
  CASE sex WHEN 'M' THEN 'male' WHEN 'F' THEN 'female' WHEN 'U' THEN 'unknown' END AS gender,
  array(named_struct('code', named_struct('text', specialty))) AS qualification
FROM extract.provider
