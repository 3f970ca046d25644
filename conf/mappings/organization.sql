SELECT
  source_system,
  delivery_on,
  organization_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  array(named_struct('system', 'http://hl7.org/fhir/sid/us-npi', 'value', npi)) AS identifier,
  true AS active,
  name,
  array(named_struct('system', if(phone IS NULL, NULL, 'phone'), 'value', phone)) AS telecom,
  array(named_struct('line', array(address_line), 'city', city, 'state', state, 'postalCode', postcode)) AS address
FROM extract.organization
