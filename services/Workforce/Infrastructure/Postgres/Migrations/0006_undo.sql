-- Until then its author may take a submission or a skip back; null when they could not.
ALTER TABLE assignment ADD COLUMN undo_until timestamptz;

-- When it is decided what becomes of the job: somebody may take their submission back until then. Null when nothing waits.
ALTER TABLE job ADD COLUMN settle_at timestamptz;
CREATE INDEX job_settle ON job (settle_at) WHERE settle_at IS NOT NULL;

-- When its author took it back or replaced it.
ALTER TABLE submission ADD COLUMN withdrawn_at timestamptz CHECK (withdrawn_at IS NULL OR NOT counted);
DROP INDEX submission_late_once;
CREATE UNIQUE INDEX submission_late_once ON submission (assignment_id, version) WHERE NOT counted AND withdrawn_at IS NULL;
CREATE INDEX submission_assignment ON submission (assignment_id, sequence);
