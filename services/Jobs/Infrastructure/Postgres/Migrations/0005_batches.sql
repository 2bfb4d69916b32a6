-- Jobs that are held back until their client says that the batch is whole.
CREATE TABLE batch (
    id           uuid        PRIMARY KEY,
    account_id   uuid        NOT NULL,
    dialect      text        NOT NULL,
    is_test      boolean     NOT NULL,
    name         text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    project_id   uuid        NOT NULL,
    data         json        NOT NULL,
    created_at   timestamptz NOT NULL,
    finalized_at timestamptz,
    -- When the last of its jobs was released, and when the last of them ended.
    released_at  timestamptz,
    completed_at timestamptz,
    CONSTRAINT released_when_finalized CHECK (released_at IS NULL OR finalized_at IS NOT NULL),
    CONSTRAINT completed_when_released CHECK (completed_at IS NULL OR released_at IS NOT NULL)
);
CREATE UNIQUE INDEX batch_name ON batch (account_id, dialect, is_test, name);
CREATE INDEX batch_list ON batch (account_id, dialect, is_test, id);
-- The worker's: what is to be released, and what may have come to its end.
CREATE INDEX batch_in_progress ON batch (finalized_at) WHERE finalized_at IS NOT NULL AND completed_at IS NULL;

ALTER TABLE job
    ADD COLUMN batch_id                   uuid REFERENCES batch (id),
    ADD COLUMN frees_unique_id_on_error   boolean NOT NULL DEFAULT false;
-- Lists of a batch, and its counts.
CREATE INDEX job_batch ON job (batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX job_batch_status ON job (batch_id, status) WHERE batch_id IS NOT NULL;

-- What the queue is told of each job that waits for its batch: a message of the outbox, written down with the job.
CREATE TABLE staged_job (
    job_id       uuid PRIMARY KEY REFERENCES job (id),
    batch_id     uuid  NOT NULL REFERENCES batch (id),
    message_id   uuid  NOT NULL,
    message_type text  NOT NULL,
    body         bytea NOT NULL,
    trace_parent text
);
CREATE INDEX staged_job_batch ON staged_job (batch_id, job_id);
