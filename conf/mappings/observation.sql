SELECT
  source_system,
  delivery_on,
  observation_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  status,
  array(named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/observation-category', 'code', category)))) AS category,
  named_struct(
    'coding', array(named_struct('system', code_system, 'code', code, 'display', description)),
    'text', description) AS code,
  named_struct('reference', 'Patient/' || patient_id) AS subject,
  named_struct('reference', 'Encounter/' || encounter_id) AS encounter,
  observed_at AS effectiveDateTime,
  if(value_number IS NULL, NULL, named_struct(
    'value', value_number,
    'unit', unit,
    'system', if(unit IS NULL, NULL, 'http://unitsofmeasure.org'),
    'code', unit)) AS valueQuantity,
  value_text AS valueString
FROM extract.observation
