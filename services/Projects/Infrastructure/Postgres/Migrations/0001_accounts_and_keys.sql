CREATE TABLE account (
    id                   uuid        PRIMARY KEY,
    version              bigint      NOT NULL,
    name                 text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    plan                 text        NOT NULL CHECK (plan IN ('standard', 'professional', 'enterprise')),
    status               text        NOT NULL CHECK (status IN ('active', 'suspended')),
    default_callback_url text,
    created_at           timestamptz NOT NULL
);

CREATE TABLE api_key (
    id           uuid        PRIMARY KEY,
    account_id   uuid        REFERENCES account (id),
    mode         text        NOT NULL CHECK (mode IN ('live', 'test', 'admin')),
    name         text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    lookup_id    text        NOT NULL,
    prefix       text        NOT NULL,
    -- SHA-256 of the whole key. With 178 random bits behind it, a slow hash would only cost time.
    hash         bytea       NOT NULL CHECK (octet_length(hash) = 32),
    created_at   timestamptz NOT NULL,
    -- Set by a rotation, when its overlap ends.
    expires_at   timestamptz,
    revoked_at   timestamptz,
    -- To the minute: written behind the answer, not with it.
    last_used_at timestamptz,
    CONSTRAINT account_unless_admin CHECK ((mode = 'admin') = (account_id IS NULL))
);
CREATE UNIQUE INDEX api_key_lookup_id ON api_key (lookup_id);
CREATE INDEX api_key_account ON api_key (account_id, id);
CREATE INDEX api_key_admin ON api_key (id) WHERE mode = 'admin';
