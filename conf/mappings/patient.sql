SELECT
  source_system,
  delivery_on,
  patient_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  array(
    named_struct(
      'type', if(mrn IS NULL, NULL, named_struct('coding', array(named_struct(
        'system', 'http://terminology.hl7.org/CodeSystem/v2-0203', 'code', 'MR')))),
      'system', if(mrn IS NULL, NULL, 'urn:charthouse:mrn:' || source_system),
      'value', mrn),
    named_struct(
      'type', if(national_id IS NULL, NULL, named_struct('coding', array(named_struct(
        'system', 'http://terminology.hl7.org/CodeSystem/v2-0203', 'code', 'SS')))),
      'system', if(national_id IS NULL, NULL, 'http://hl7.org/fhir/sid/us-ssn'),
      'value', national_id)) AS identifier,
  array(
    named_struct('use', 'official', 'family', family_name, 'given', array(given_name, middle_name)),
    if(maiden_name IS NULL, NULL, named_struct(
      'use', 'maiden', 'family', maiden_name, 'given', array(given_name, middle_name)))) AS name,
  array(
    named_struct('system', if(phone IS NULL, NULL, 'phone'), 'value', phone),
    named_struct('system', if(email IS NULL, NULL, 'email'), 'value', email)) AS telecom,
  CASE sex WHEN 'M' THEN 'male' WHEN 'F' THEN 'female' WHEN 'U' THEN 'unknown' END AS gender,
  birth_date AS birthDate,
  death_at AS deceasedDateTime,
  array(named_struct(
    'use', 'home', 'line', array(address_line), 'city', city, 'state', state, 'postalCode', postcode,
    'country', country)) AS address,
  if(marital_status IS NULL, NULL, named_struct(
    'coding', array(named_struct(
      'system', 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus',
      'code', CASE marital_status
        WHEN 'married' THEN 'M' WHEN 'single' THEN 'S' WHEN 'divorced' THEN 'D' WHEN 'widowed' THEN 'W' END)),
    'text', marital_status)) AS maritalStatus,
  if(language IS NULL, NULL, array(named_struct(
    'language', named_struct('coding', array(named_struct('system', 'urn:ietf:bcp:47', 'code', language))),
    'preferred', true))) AS communication,
  array(
    if(race IS NULL, NULL, named_struct(
      'url', 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
      'extension', array(
        named_struct(
          'url', 'ombCategory',
          'valueCoding', named_struct(
            'system', 'urn:oid:2.16.840.1.113883.6.238',
            'code', CASE race
              WHEN 'white' THEN '2106-3' WHEN 'black' THEN '2054-5' WHEN 'asian' THEN '2028-9'
              WHEN 'native-american' THEN '1002-5' WHEN 'pacific-islander' THEN '2076-8'
              WHEN 'other' THEN '2131-1' END,
            'display', CASE race
              WHEN 'white' THEN 'White' WHEN 'black' THEN 'Black or African American' WHEN 'asian' THEN 'Asian'
              WHEN 'native-american' THEN 'American Indian or Alaska Native'
              WHEN 'pacific-islander' THEN 'Native Hawaiian or Other Pacific Islander'
              WHEN 'other' THEN 'Other Race' END),
          'valueString', CAST(NULL AS STRING)),
        named_struct(
          'url', 'text',
          'valueCoding', CAST(NULL AS STRUCT<system: STRING, code: STRING, display: STRING>),
          'valueString', race)))),
    if(ethnicity IS NULL, NULL, named_struct(
      'url', 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity',
      'extension', array(
        named_struct(
          'url', 'ombCategory',
          'valueCoding', named_struct(
            'system', 'urn:oid:2.16.840.1.113883.6.238',
            'code', CASE ethnicity WHEN 'hispanic' THEN '2135-2' WHEN 'not-hispanic' THEN '2186-5' END,
            'display', CASE ethnicity
              WHEN 'hispanic' THEN 'Hispanic or Latino' WHEN 'not-hispanic' THEN 'Not Hispanic or Latino' END),
          'valueString', CAST(NULL AS STRING)),
        named_struct(
          'url', 'text',
          'valueCoding', CAST(NULL AS STRUCT<system: STRING, code: STRING, display: STRING>),
          'valueString', ethnicity))))) AS extension
FROM extract.patient
