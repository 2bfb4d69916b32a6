-- One stage of the review of what a job's submissions have come to. A job in review has no open place.
CREATE TABLE review (
    id            uuid        PRIMARY KEY,
    job_id        uuid        NOT NULL REFERENCES job,
    project_id    uuid        NOT NULL REFERENCES project,
    -- One of those that are reviewed: it tells what was asked.
    assignment_id uuid        NOT NULL REFERENCES assignment,
    round         integer     NOT NULL,
    -- Counts how often the job came to review in this round.
    attempt       integer     NOT NULL,
    stage         integer     NOT NULL,
    state         text        NOT NULL CHECK (state IN ('open', 'held', 'accepted', 'fixed', 'returned', 'closed')),
    priority      smallint    NOT NULL,
    wanted_by     timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    -- What the reviewer judges, and where its values come from; null when one annotator gave them all.
    proposed      json        NOT NULL,
    origins       json,
    -- What a fix put in its place.
    fixed         json,
    fixed_origins json,
    -- Who holds or held it last.
    reviewer_id   uuid        REFERENCES annotator,
    -- In no index, so that heartbeats stay within their page.
    lease_until   timestamptz,
    version       integer     NOT NULL,
    draft         json,
    comment       text,
    opened_at     timestamptz NOT NULL,
    ended_at      timestamptz,
    CONSTRAINT review_once UNIQUE (job_id, round, attempt, stage),
    CONSTRAINT lease_iff_held CHECK ((state = 'held') = (lease_until IS NOT NULL)),
    CONSTRAINT reviewer_once_held CHECK (state IN ('open', 'closed') OR reviewer_id IS NOT NULL),
    CONSTRAINT ended_once_over CHECK ((state IN ('open', 'held')) = (ended_at IS NULL)),
    CONSTRAINT fixed_iff_fixed CHECK ((state = 'fixed') = (fixed IS NOT NULL))
);
-- Each project's reviews in the order of its queue; those under a running lease stand in it too, one for each busy reviewer.
CREATE INDEX review_queue ON review (project_id, priority DESC, wanted_by, id) WHERE state IN ('open', 'held');
CREATE INDEX review_reviewer ON review (reviewer_id, id);

-- Why a reviewer returned it; null when none did.
ALTER TABLE assignment ADD COLUMN review_comment text;
