SELECT
  source_system,
  delivery_on,
  order_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  status,
  'order' AS intent,
  named_struct(
    'coding', array(named_struct(
      'system', 'http://www.nlm.nih.gov/research/umls/rxnorm', 'code', code, 'display', description)),
    'text', description) AS medicationCodeableConcept,
  named_struct('reference', 'Patient/' || patient_id) AS subject,
  named_struct('reference', 'Encounter/' || encounter_id) AS encounter,
  ordered_at AS authoredOn,
  named_struct('reference', 'Practitioner/' || provider_id) AS requester,
  named_struct('validityPeriod', named_struct('end', ended_at)) AS dispenseRequest
FROM extract.medication_order
