-- What a dialect needs to find its jobs and to show them again; null for jobs of the native API.
ALTER TABLE job
    ADD COLUMN dialect            text,
    ADD COLUMN type               text,
    ADD COLUMN data               json,
    ADD COLUMN unique_id          text,
    ADD COLUMN tags               text[],
    -- The last move; null before the first.
    ADD COLUMN updated_at         timestamptz,
    ADD COLUMN callback_succeeded boolean,
    ADD CONSTRAINT dialect_is_whole CHECK ((dialect IS NULL) = (type IS NULL) AND (dialect IS NOT NULL OR (data IS NULL AND unique_id IS NULL AND tags IS NULL)));

CREATE UNIQUE INDEX job_unique_id ON job (account_id, dialect, unique_id) WHERE unique_id IS NOT NULL;
CREATE INDEX job_dialect ON job (account_id, dialect, id) WHERE dialect IS NOT NULL;
