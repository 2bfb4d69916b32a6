-- Administrators look for the jobs of test keys, which are few among many.
CREATE INDEX job_test ON job (id) WHERE is_test;
