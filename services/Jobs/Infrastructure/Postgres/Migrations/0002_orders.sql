-- What a client may add to an order; null where it did not.
ALTER TABLE job
    ADD COLUMN metadata            json,
    ADD COLUMN priority            text CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    ADD COLUMN due_at              timestamptz,
    ADD COLUMN assignees           json,
    ADD COLUMN team_id             uuid,
    -- What it shows besides its files. Large: read for one job, never for a list.
    ADD COLUMN attachments         json,
    ADD COLUMN content             json,
    -- The job's own form, or which version of the project's it was created under.
    ADD COLUMN form                json,
    ADD COLUMN template_id         uuid,
    ADD COLUMN template_version    integer,
    -- Given where the project allowed it: an open job that has them is done with them, not expired, once expires_at is past.
    ADD COLUMN default_annotations json,
    -- Where the annotations come from, by field; null when one annotator gave them all.
    ADD COLUMN origins             json,
    ADD COLUMN completed_by        text,
    ADD CONSTRAINT fallback_has_an_expiry CHECK (default_annotations IS NULL OR expires_at IS NOT NULL),
    ADD CONSTRAINT origins_when_done      CHECK (status = 'done' OR (origins IS NULL AND completed_by IS NULL)),
    -- Nobody need have started a job that ended with its default annotations: then it has no start.
    DROP CONSTRAINT started_once_begun,
    ADD CONSTRAINT started_once_begun CHECK (
        started_at IS NOT NULL OR status NOT IN ('progress', 'done') OR (status = 'done' AND default_annotations IS NOT NULL));

-- What orders are judged by.
ALTER TABLE project
    ADD COLUMN allows_fallback  boolean NOT NULL DEFAULT false,
    ADD COLUMN template_id      uuid,
    ADD COLUMN template_version integer,
    ADD COLUMN form             json;

-- Copies from before lack all that: version 0 says so, and Projects is asked when one is needed.
UPDATE project SET version = 0;
