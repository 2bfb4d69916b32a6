-- Events that are committed but not yet confirmed by the broker. A row is deleted once it is confirmed.
CREATE TABLE outbox (
    sequence      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id    uuid        NOT NULL,
    message_type  text        NOT NULL,
    body          bytea       NOT NULL,
    -- W3C traceparent of the request that caused the event, so that its trace goes on behind the broker.
    trace_parent  text,
    created_at    timestamptz NOT NULL,
    attempts      integer     NOT NULL DEFAULT 0,
    next_at       timestamptz NOT NULL,
    last_error    text
);
CREATE INDEX outbox_due ON outbox (next_at, sequence);

-- What each consumer has already done: a second arrival of the same message does nothing.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    message_id  uuid        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_received_at ON inbox (received_at);

-- One row an Idempotency-Key. The answer is written in the transaction of the work that it answers.
CREATE TABLE idempotency (
    scope        text        NOT NULL,
    -- SHA-256 of the client's key: it may be a secret of theirs.
    key_hash     bytea       NOT NULL,
    fingerprint  bytea       NOT NULL,
    -- Whoever runs the request now; a run that lost its lease can no longer write the answer.
    run_id       uuid        NOT NULL,
    lease_until  timestamptz NOT NULL,
    status       integer,
    -- Sealed: an answer can hold a secret that is shown once.
    body         bytea,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (scope, key_hash),
    CONSTRAINT answered CHECK ((status IS NULL) = (body IS NULL))
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);
