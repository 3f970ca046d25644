SELECT
  source_system,
  delivery_on,
  care_plan_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  status,
  'order' AS intent,
  array(named_struct(
    'coding', array(named_struct('system', code_system, 'code', code, 'display', description)),
    'text', description)) AS category,
  named_struct('reference', 'Patient/' || patient_id) AS subject,
  named_struct('reference', 'Encounter/' || encounter_id) AS encounter,
  named_struct('start', started_on, 'end', ended_on) AS period,
  array(if(reason_text IS NULL, NULL, named_struct('display', reason_text))) AS addresses
FROM extract.care_plan
