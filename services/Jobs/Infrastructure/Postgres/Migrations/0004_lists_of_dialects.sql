-- Lists by kind, by priority, of what is open, and of what one person is offered, each in the order of ids.
CREATE INDEX job_dialect_type ON job (account_id, dialect, type, id) WHERE dialect IS NOT NULL;
CREATE INDEX job_dialect_priority ON job (account_id, dialect, coalesce(priority, 'medium'), id) WHERE dialect IS NOT NULL;
CREATE INDEX job_dialect_open ON job (account_id, dialect, id) WHERE dialect IS NOT NULL AND status IN ('new', 'progress');
CREATE INDEX job_dialect_assignees ON job USING gin ((assignees::jsonb)) WHERE dialect IS NOT NULL AND assignees IS NOT NULL;
