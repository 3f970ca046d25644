SELECT
  source_system,
  delivery_on,
  allergy_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'code', clinical_status))) AS clinicalStatus,
  named_struct('coding', array(named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
    'code', 'confirmed'))) AS verificationStatus,
  allergy_type AS type,
  array(category) AS category,
  named_struct(
    'coding', array(named_struct('system', code_system, 'code', code, 'display', description)),
    'text', description) AS code,
  named_struct('reference', 'Patient/' || patient_id) AS patient,
  named_struct('reference', 'Encounter/' || encounter_id) AS encounter,
  onset_on AS onsetDateTime,
  recorded_on AS recordedDate,
  array(
    if(reaction_code IS NULL AND reaction_text IS NULL, NULL, named_struct(
      'manifestation', array(named_struct(
        'coding', array(named_struct(
          'system', if(reaction_code IS NULL, NULL, 'http://snomed.info/sct'),
          'code', reaction_code, 'display', reaction_text)),
        'text', reaction_text)),
      'severity', reaction_severity)),
    if(other_reaction_code IS NULL AND other_reaction_text IS NULL, NULL, named_struct(
      'manifestation', array(named_struct(
        'coding', array(named_struct(
          'system', if(other_reaction_code IS NULL, NULL, 'http://snomed.info/sct'),
          'code', other_reaction_code, 'display', other_reaction_text)),
        'text', other_reaction_text)),
      'severity', other_reaction_severity))) AS reaction
FROM extract.allergy
