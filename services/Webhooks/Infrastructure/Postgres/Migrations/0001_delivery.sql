-- Where an account's deliveries go: one row an account and origin (scheme, host, port). Endpoints take turns, so that a dead one with any
-- number of waiting deliveries costs the others nothing, and each has a breaker of its own.
CREATE TABLE endpoint (
    -- Made of account and origin, see EndpointAddress: no lookup is needed to know it.
    id          uuid        PRIMARY KEY,
    account_id  uuid        NOT NULL,
    -- Host and port: what the limit of concurrent requests counts, whoever they are for.
    host        text        NOT NULL,
    -- When it is its turn: no delivery of it is due earlier. 'infinity' when nothing is waiting.
    next_at     timestamptz NOT NULL,
    failures    integer     NOT NULL,
    open_until  timestamptz,
    -- How long its last try took: it only competes for slots with others of that kind.
    pace        text        NOT NULL CHECK (pace IN ('new', 'quick', 'slow'))
);
CREATE INDEX endpoint_turn ON endpoint (pace, next_at) WHERE next_at < 'infinity';

CREATE TABLE delivery (
    id            uuid        PRIMARY KEY,
    account_id    uuid        NOT NULL,
    endpoint_id   uuid        NOT NULL REFERENCES endpoint (id),
    event         text        NOT NULL,
    job_id        uuid,
    project_id    uuid,
    -- The job's version: a job that is done twice is delivered twice.
    version       bigint      NOT NULL,
    -- The URL as people may see it; the real one and the customer's headers are in the sealed target.
    shown_url     text        NOT NULL,
    target        bytea       NOT NULL,
    -- Exactly these bytes are sent and signed, at every try.
    body          bytea       NOT NULL,
    trace_parent  text,
    state         text        NOT NULL CHECK (state IN ('pending', 'delivered', 'exhausted', 'canceled')),
    -- Tries since the schedule began; a resend begins it anew.
    tries         integer     NOT NULL DEFAULT 0,
    -- Tries in all: the number of the last attempt.
    attempts      integer     NOT NULL DEFAULT 0,
    -- When a sender should take it up; while one holds it, the end of its lease.
    next_at       timestamptz,
    lease_id      uuid,
    lease_until   timestamptz,
    created_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    CONSTRAINT delivery_of_job_version UNIQUE (job_id, event, version),
    CONSTRAINT next_iff_pending CHECK ((state = 'pending') = (next_at IS NOT NULL)),
    CONSTRAINT ended_iff_not_pending CHECK ((state = 'pending') = (ended_at IS NULL)),
    CONSTRAINT lease_is_whole CHECK ((lease_id IS NULL) = (lease_until IS NULL))
);
-- The sender's: the heads of an endpoint's line.
CREATE INDEX delivery_due ON delivery (endpoint_id, next_at) WHERE state = 'pending';
-- The log's: it asks for each pair of event and state, so that every mix of filters reads only what it shows.
CREATE INDEX delivery_of_account ON delivery (account_id, event, state, id);
CREATE INDEX delivery_of_all ON delivery (event, state, id);

CREATE TABLE attempt (
    delivery_id  uuid        NOT NULL REFERENCES delivery (id),
    number       integer     NOT NULL,
    at           timestamptz NOT NULL,
    status       integer,
    duration_ms  integer     NOT NULL,
    response     text,
    error        text,
    PRIMARY KEY (delivery_id, number)
);

-- Which of its derived signing secrets an account uses. No row: the first one.
CREATE TABLE secret_rotation (
    account_id           uuid        PRIMARY KEY,
    generation           integer     NOT NULL CHECK (generation > 0),
    previous_expires_at  timestamptz NOT NULL
);
