CREATE TABLE template (
    id          uuid        PRIMARY KEY,
    -- Null: all accounts share it.
    account_id  uuid        REFERENCES account (id),
    name        text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    description text,
    -- The newest.
    version     integer     NOT NULL CHECK (version > 0),
    status      text        NOT NULL CHECK (status IN ('active', 'hidden')),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX template_account ON template (account_id, id) WHERE status = 'active';
CREATE INDEX template_active ON template (id) WHERE status = 'active';

-- Rows are never changed: projects and answers point at them.
CREATE TABLE template_version (
    template_id uuid        NOT NULL REFERENCES template (id),
    version     integer     NOT NULL CHECK (version > 0),
    form        json        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (template_id, version)
);
