WITH series AS (
  SELECT
    source_system,
    imaging_study_id,
    series_uid,
    max(updated_at) AS updated_at,
    max(delivery_on) AS delivery_on,
    min(patient_id) AS patient_id,
    min(encounter_id) AS encounter_id,
    min(started_at) AS started_at,
    min(status) AS status,
    min(modality_code) AS modality_code,
    min(modality_text) AS modality_text,
    min(body_site_code) AS body_site_code,
    min(body_site_text) AS body_site_text,
    min(procedure_code) AS procedure_code,
    sort_array(collect_list(named_struct('uid', instance_uid, 'sop_class', sop_class_uid))) AS instances
  FROM extract.imaging_instance
  GROUP BY source_system, imaging_study_id, series_uid
)
SELECT
  source_system,
  max(delivery_on) AS delivery_on,
  imaging_study_id AS id,
  named_struct('lastUpdated', max(updated_at)) AS meta,
  min(status) AS status,
  named_struct('reference', 'Patient/' || min(patient_id)) AS subject,
  named_struct('reference', 'Encounter/' || min(encounter_id)) AS encounter,
  min(started_at) AS started,
  array(if(min(procedure_code) IS NULL, NULL, named_struct('coding', array(named_struct(
    'system', 'http://snomed.info/sct', 'code', min(procedure_code)))))) AS procedureCode,
  CAST(count(1) AS INT) AS numberOfSeries,
  CAST(sum(size(instances)) AS INT) AS numberOfInstances,
  transform(
    sort_array(collect_list(named_struct(
      'uid', series_uid, 'code', modality_code, 'display', modality_text, 'site', body_site_code,
      'site_text', body_site_text, 'started', started_at, 'instances', instances))),
    each -> named_struct(
      'uid', each.uid,
      'modality', named_struct(
        'system', 'http://dicom.nema.org/resources/ontology/DCM', 'code', each.code, 'display', each.display),
      'numberOfInstances', size(each.instances),
      'bodySite', if(each.site IS NULL, NULL, named_struct(
        'system', 'http://snomed.info/sct', 'code', each.site, 'display', each.site_text)),
      'started', each.started,
      'instance', transform(each.instances, one -> named_struct(
        'uid', one.uid,
        'sopClass', if(one.sop_class IS NULL, NULL, named_struct(
          'system', 'urn:ietf:rfc:3986', 'code', 'urn:oid:' || one.sop_class)))))) AS series
FROM series
GROUP BY source_system, imaging_study_id
