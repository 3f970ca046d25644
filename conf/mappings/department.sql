SELECT
  source_system,
  delivery_on,
  department_id AS id,
  named_struct('lastUpdated', updated_at) AS meta,
  'active' AS status,
  name,
  array(named_struct('text', department_type)) AS type,
  named_struct('reference', 'Organization/' || organization_id) AS managingOrganization
FROM extract.department
