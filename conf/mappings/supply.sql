SELECT
  source_system,
  delivery_on,
  supply_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  status,
  named_struct('reference', 'Patient/' || patient_id) AS patient,
  named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/supply-item-type', 'code', 'device'))) AS type,
  named_struct(
    'quantity', if(quantity IS NULL, NULL, named_struct('value', quantity)),
    'itemCodeableConcept', named_struct(
      'coding', array(named_struct('system', code_system, 'code', code, 'display', description)),
      'text', description)) AS suppliedItem,
  supplied_at AS occurrenceDateTime,
  array(if(encounter_id IS NULL, NULL, named_struct(
    'url', 'http://hl7.org/fhir/StructureDefinition/event-encounter',
    'valueReference', named_struct('reference', 'Encounter/' || encounter_id)))) AS extension
FROM extract.supply
