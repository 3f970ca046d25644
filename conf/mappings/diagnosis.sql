SELECT
  source_system,
  delivery_on,
  'diagnosis-' || diagnosis_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/condition-ver-status', 'code', 'confirmed'))) AS verificationStatus,
  array(named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/condition-category', 'code', 'encounter-diagnosis')))) AS category,
  named_struct(
    'coding', array(named_struct(
      'system', 'http://hl7.org/fhir/sid/icd-10-cm', 'code', code, 'display', description)),
    'text', description) AS code,
  named_struct('reference', 'Patient/' || patient_id) AS subject,
  named_struct('reference', 'Encounter/' || encounter_id) AS encounter,
  recorded_at AS recordedDate
FROM extract.diagnosis
