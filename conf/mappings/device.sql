SELECT
  source_system,
  delivery_on,
  device_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  array(if(udi IS NULL, NULL, named_struct('carrierHRF', udi))) AS udiCarrier,
  status,
  array(if(description IS NULL, NULL, named_struct('name', description, 'type', 'user-friendly-name'))) AS deviceName,
  named_struct(
    'coding', array(named_struct('system', code_system, 'code', code, 'display', description)),
    'text', description) AS type,
  named_struct('reference', 'Patient/' || patient_id) AS patient
FROM extract.device
