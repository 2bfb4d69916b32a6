CREATE TABLE annotator (
    id            uuid        PRIMARY KEY,
    email         text        NOT NULL,
    -- The address in lower case: two spellings of one address are one person.
    email_key     text        NOT NULL CONSTRAINT annotator_email UNIQUE,
    name          text        NOT NULL,
    password_hash text        NOT NULL,
    role          text        NOT NULL CHECK (role IN ('annotator', 'administrator')),
    status        text        NOT NULL CHECK (status IN ('active', 'inactive')),
    created_at    timestamptz NOT NULL
);

-- The projects an annotator works on; an annotator without a row works on all. There is no foreign key to project: an administrator
-- may name a project of which this service has not heard yet.
CREATE TABLE membership (
    annotator_id uuid NOT NULL REFERENCES annotator,
    project_id   uuid NOT NULL,
    PRIMARY KEY (annotator_id, project_id)
);

CREATE TABLE session (
    id           uuid        PRIMARY KEY,
    annotator_id uuid        NOT NULL REFERENCES annotator,
    -- SHA-256 of the cookie's value: whoever reads this table can sign in as nobody.
    token_hash   bytea       NOT NULL UNIQUE,
    created_at   timestamptz NOT NULL,
    -- In no index, so that marking a session as used stays within its page.
    last_used_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX session_annotator ON session (annotator_id);
CREATE INDEX session_expires_at ON session (expires_at);

-- Attempts to sign in since the last that succeeded, by e-mail address, known to us or not.
CREATE TABLE sign_in_failure (
    -- SHA-256 of the address in lower case: people type passwords into the wrong field.
    email_hash    bytea       PRIMARY KEY,
    failures      integer     NOT NULL,
    blocked_until timestamptz NOT NULL,
    last_at       timestamptz NOT NULL
);
CREATE INDEX sign_in_failure_last_at ON sign_in_failure (last_at);

-- Attempts to sign in from one address of the network within a minute.
CREATE TABLE sign_in_address (
    address      text        PRIMARY KEY,
    attempts     integer     NOT NULL,
    window_start timestamptz NOT NULL
);
CREATE INDEX sign_in_address_window_start ON sign_in_address (window_start);
