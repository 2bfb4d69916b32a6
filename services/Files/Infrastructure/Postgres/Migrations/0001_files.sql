-- Contents by their SHA-256, kept once however many files have them. The row is made before the bytes are stored and deleted after
-- them, so that there are never bytes of which the janitor does not know.
CREATE TABLE content (
    sha256   bytea       PRIMARY KEY CHECK (octet_length(sha256) = 32),
    -- When the janitor should look whether any file has it; null when it did and one had.
    check_at timestamptz
);
CREATE INDEX content_check_at ON content (check_at) WHERE check_at IS NOT NULL;

CREATE TABLE file (
    id           uuid        PRIMARY KEY,
    account_id   uuid        NOT NULL,
    sha256       bytea       NOT NULL REFERENCES content,
    name         text        NOT NULL,
    content_type text        NOT NULL CHECK (content_type IN
        ('image/png', 'image/jpeg', 'application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
    size         bigint      NOT NULL CHECK (size > 0),
    created_at   timestamptz NOT NULL,
    -- Since when it waits for the event that names it; null once one did.
    pending_since timestamptz
);
CREATE INDEX file_sha256 ON file (sha256);
CREATE INDEX file_pending_since ON file (pending_since) WHERE pending_since IS NOT NULL;
