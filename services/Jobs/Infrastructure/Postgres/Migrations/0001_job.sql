-- A copy of what Projects publishes; every project that has a job has a row.
CREATE TABLE project (
    id         uuid    PRIMARY KEY,
    account_id uuid    NOT NULL,
    version    bigint  NOT NULL,
    is_active  boolean NOT NULL
);
CREATE INDEX project_account ON project (account_id);

CREATE TABLE job (
    -- UUIDv7: sorts by time of creation, and new rows go to the end of every index.
    id              uuid        PRIMARY KEY,
    project_id      uuid        NOT NULL,
    account_id      uuid        NOT NULL,
    is_test         boolean     NOT NULL,
    -- Raised by every change; whoever writes names a higher one than the row has.
    version         bigint      NOT NULL,
    -- As written. An open job whose expires_at is past counts as expired, here and everywhere.
    status          text        NOT NULL CHECK (status IN ('new', 'progress', 'done', 'error', 'canceled', 'expired')),
    created_at      timestamptz NOT NULL,
    started_at      timestamptz,
    finished_at     timestamptz,
    expires_at      timestamptz,
    requeued_at     timestamptz,
    error           text,
    -- json, not jsonb, for all that is the client's: digits and order stay as they came.
    files           json        NOT NULL,
    predictions     json,
    annotations     json,
    webhook_url     text,
    -- The values are the client's secrets.
    webhook_headers json,
    CONSTRAINT finished_iff_ended    CHECK ((status IN ('done', 'error', 'canceled', 'expired')) = (finished_at IS NOT NULL)),
    CONSTRAINT annotations_iff_done  CHECK ((status = 'done') = (annotations IS NOT NULL)),
    CONSTRAINT error_iff_error       CHECK ((status = 'error') = (error IS NOT NULL)),
    CONSTRAINT started_once_begun    CHECK (status NOT IN ('progress', 'done') OR started_at IS NOT NULL),
    CONSTRAINT not_started_when_new  CHECK (status <> 'new' OR started_at IS NULL),
    CONSTRAINT expired_had_an_expiry CHECK (status <> 'expired' OR expires_at IS NOT NULL)
);

-- Lists of a project, newest first.
CREATE INDEX job_project ON job (project_id, id);
-- The same by status; also finds the few of a rare status among millions.
CREATE INDEX job_project_status ON job (project_id, status, id);
-- Administrators look for the stopped jobs of all accounts.
CREATE INDEX job_status ON job (status, id);
-- The sweeper's, and that of reads that must count what it has not written down yet.
CREATE INDEX job_open_expiry ON job (expires_at) WHERE status IN ('new', 'progress') AND expires_at IS NOT NULL;
