SELECT
  source_system,
  delivery_on,
  immunization_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  status,
  named_struct(
    'coding', array(named_struct(
      'system', 'http://hl7.org/fhir/sid/cvx', 'code', code, 'display', description)),
    'text', description) AS vaccineCode,
  named_struct('reference', 'Patient/' || patient_id) AS patient,
  named_struct('reference', 'Encounter/' || encounter_id) AS encounter,
  given_at AS occurrenceDateTime
FROM extract.immunization
