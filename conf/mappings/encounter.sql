WITH diagnoses AS (
  SELECT
    source_system,
    encounter_id,
    max(updated_at) AS updated_at,
    max(delivery_on) AS delivery_on,
    sort_array(collect_list(named_struct(
      'rank', CAST(rank AS INT),
      'id', diagnosis_id,
      'poa', present_on_admission))) AS list
  FROM extract.diagnosis
  GROUP BY source_system, encounter_id
)
SELECT
  e.source_system,
  greatest(e.delivery_on, d.delivery_on) AS delivery_on,
  e.encounter_id AS id,
  named_struct('lastUpdated', if(
    try_to_timestamp(d.updated_at) > try_to_timestamp(e.updated_at), d.updated_at, e.updated_at)) AS meta,
  e.status,
  named_struct(
    'system', 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    'code', CASE e.class
      WHEN 'inpatient' THEN 'IMP' WHEN 'emergency' THEN 'EMER' WHEN 'home' THEN 'HH' WHEN 'virtual' THEN 'VR'
      WHEN 'ambulatory' THEN 'AMB' WHEN 'urgent-care' THEN 'AMB' WHEN 'wellness' THEN 'AMB' END,
    'display', e.class) AS class,
  array(named_struct(
    'coding', array(named_struct(
      'system', e.type_system, 'code', e.type_code, 'display', if(e.type_code IS NULL, NULL, e.type_text))),
    'text', e.type_text)) AS type,
  array(named_struct(
    'coding', array(named_struct(
      'system', e.reason_system, 'code', e.reason_code, 'display', if(e.reason_code IS NULL, NULL, e.reason_text))),
    'text', if(e.reason_code IS NULL, e.reason_text, NULL))) AS reasonCode,
  named_struct('reference', 'Patient/' || e.patient_id) AS subject,
  if(e.attending_provider_id IS NULL, NULL, array(named_struct(
    'type', array(named_struct('coding', array(named_struct(
      'system', 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'code', 'ATND')))),
    'individual', named_struct('reference', 'Practitioner/' || e.attending_provider_id)))) AS participant,
  named_struct('start', e.start_at, 'end', e.end_at) AS period,
  transform(d.list, each -> named_struct(
    'condition', named_struct('reference', 'Condition/diagnosis-' || each.id),
    'use', named_struct('coding', array(named_struct(
      'system', 'http://terminology.hl7.org/CodeSystem/diagnosis-role', 'code', 'billing'))),
    'rank', each.rank,
    'extension', array(if(each.poa IS NULL, NULL, named_struct(
      'url', 'http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-encounter-diagnosisPresentOnAdmission',
      'valueCodeableConcept', named_struct('coding', array(named_struct(
        'system', 'https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/HospitalAcqCond/Coding',
        'code', each.poa)))))))) AS diagnosis,
  named_struct(
    'admitSource', named_struct('coding', array(named_struct(
      'system', if(e.admission_source IS NULL, NULL, 'urn:charthouse:admission-source'),
      'code', e.admission_source))),
    'dischargeDisposition', named_struct('coding', array(named_struct(
      'system', if(e.discharge_disposition IS NULL, NULL, 'urn:charthouse:discharge-disposition'),
      'code', e.discharge_disposition)))) AS hospitalization,
  array(named_struct('location', named_struct('reference', 'Location/' || e.department_id))) AS location,
  named_struct('reference', 'Organization/' || e.organization_id) AS serviceProvider
FROM extract.encounter e
LEFT JOIN diagnoses d ON d.source_system = e.source_system AND d.encounter_id = e.encounter_id
