-- Links by which people join. A row is never deleted: it says who came in by whose leave.
CREATE TABLE invitation (
    id           uuid        PRIMARY KEY,
    -- SHA-256 of the token in the link: whoever reads this table can accept none.
    token_hash   bytea       NOT NULL UNIQUE,
    -- The only address that may accept it; null: any.
    email        text,
    name         text,
    role         text        NOT NULL CHECK (role IN ('annotator', 'reviewer', 'administrator')),
    projects     uuid[]      NOT NULL,
    teams        uuid[]      NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz,
    accepted_at  timestamptz,
    -- Checked at the commit: the row is taken before the annotator is added, so that of two who accept at once one waits here.
    annotator_id uuid        REFERENCES annotator DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT accepted_by_somebody CHECK ((accepted_at IS NULL) = (annotator_id IS NULL)),
    CONSTRAINT accepted_or_revoked CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
CREATE INDEX invitation_pending ON invitation (id) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_accepted ON invitation (id) WHERE accepted_at IS NOT NULL;
CREATE INDEX invitation_revoked ON invitation (id) WHERE revoked_at IS NOT NULL;
