CREATE TABLE audit (
    -- A UUIDv7 of the instant of the act, so that what arrives late still stands in its place.
    id          uuid        PRIMARY KEY,
    actor       text        NOT NULL,
    action      text        NOT NULL,
    path        text        NOT NULL,
    request_id  text        NOT NULL,
    occurred_at timestamptz NOT NULL
);
CREATE INDEX audit_actor ON audit (actor, id);
CREATE INDEX audit_action ON audit (action, id);
