-- How many jobs the annotator may submit in a day of UTC; null: no limit.
ALTER TABLE annotator ADD COLUMN jobs_per_day integer CHECK (jobs_per_day > 0);

-- Lists of people by the beginning of their address, and by project.
CREATE INDEX annotator_email_prefix ON annotator (email_key text_pattern_ops);
CREATE INDEX annotator_status ON annotator (status, id);
CREATE INDEX membership_project ON membership (project_id, annotator_id);

-- What somebody submitted since an instant.
CREATE INDEX assignment_submitted ON assignment (annotator_id, ended_at) WHERE state = 'submitted';
