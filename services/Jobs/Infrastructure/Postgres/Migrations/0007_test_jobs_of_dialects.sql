-- A test key's few jobs, among the many of an account that works live.
CREATE INDEX job_dialect_test ON job (account_id, dialect, id) WHERE is_test AND dialect IS NOT NULL;
