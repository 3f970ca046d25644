SELECT
  source_system,
  delivery_on,
  procedure_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  status,
  named_struct(
    'coding', array(named_struct('system', code_system, 'code', code, 'display', description)),
    'text', description) AS code,
  named_struct('reference', 'Patient/' || patient_id) AS subject,
  named_struct('reference', 'Encounter/' || encounter_id) AS encounter,
  named_struct('start', started_at, 'end', ended_at) AS performedPeriod,
  array(named_struct('actor', named_struct('reference', 'Practitioner/' || provider_id))) AS performer
FROM extract.procedure
