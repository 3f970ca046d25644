SELECT
  source_system,
  delivery_on,
  'problem-' || problem_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/condition-clinical', 'code', clinical_status))) AS clinicalStatus,
  named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/condition-ver-status', 'code', 'confirmed'))) AS verificationStatus,
  array(named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/condition-category', 'code', 'problem-list-item')))) AS category,
  named_struct(
    'coding', array(named_struct('system', code_system, 'code', code, 'display', description)),
    'text', description) AS code,
  named_struct('reference', 'Patient/' || patient_id) AS subject,
  named_struct('reference', 'Encounter/' || encounter_id) AS encounter,
  onset_on AS onsetDateTime,
  abated_on AS abatementDateTime,
  recorded_on AS recordedDate
FROM extract.problem
