CREATE TABLE project (
    id                        uuid        PRIMARY KEY,
    account_id                uuid        NOT NULL REFERENCES account (id),
    version                   bigint      NOT NULL,
    name                      text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    status                    text        NOT NULL CHECK (status IN ('new', 'active', 'inactive')),
    status_reason             text,
    lease_minutes             integer     NOT NULL CHECK (lease_minutes BETWEEN 1 AND 1440),
    submissions               integer     NOT NULL CHECK (submissions BETWEEN 1 AND 50),
    instructions_file_id      uuid        NOT NULL,
    instructions_file_name    text        NOT NULL,
    instructions_content_type text        NOT NULL,
    instructions_size         bigint      NOT NULL,
    created_at                timestamptz NOT NULL,
    CONSTRAINT reason_iff_inactive CHECK ((status = 'inactive') = (status_reason IS NOT NULL))
);
-- Lists are ordered by id, which as a UUIDv7 is the order of creation.
CREATE INDEX project_account ON project (account_id, id);
CREATE INDEX project_status ON project (status, id);
CREATE INDEX project_account_status ON project (account_id, status, id);
