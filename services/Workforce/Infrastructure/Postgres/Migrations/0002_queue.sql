-- What this service knows of projects, from their events.
CREATE TABLE project (
    id                uuid    PRIMARY KEY,
    -- 0: a job of the project was heard of before the project itself. Nothing of it is offered until then.
    version           bigint  NOT NULL,
    name              text    NOT NULL,
    status            text    NOT NULL CHECK (status IN ('new', 'active', 'inactive')),
    lease_minutes     integer NOT NULL,
    submissions       integer NOT NULL CHECK (submissions > 0),
    instructions_file json,
    CONSTRAINT instructions_once_known CHECK ((version = 0) = (instructions_file IS NULL))
);

CREATE TABLE job (
    id              uuid        PRIMARY KEY,
    project_id      uuid        NOT NULL REFERENCES project,
    -- Of the newest event heard: events come in any order, older ones change nothing.
    version         bigint      NOT NULL,
    -- ended: answered, canceled, expired or stopped; Jobs knows which.
    state           text        NOT NULL CHECK (state IN ('open', 'ended')),
    -- Grows when the job is put back into the queue; answers of earlier rounds no longer count.
    round           integer     NOT NULL DEFAULT 1,
    is_test         boolean     NOT NULL,
    -- Null as long as JobCreated was not heard, though a later event was.
    files           json,
    has_predictions boolean     NOT NULL DEFAULT false,
    expires_at      timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    -- The first claim of this round.
    started_at      timestamptz
);
CREATE INDEX job_project ON job (project_id) WHERE state = 'open';

CREATE TABLE assignment (
    id           uuid        PRIMARY KEY,
    job_id       uuid        NOT NULL REFERENCES job,
    round        integer     NOT NULL,
    place        integer     NOT NULL,
    project_id   uuid        NOT NULL REFERENCES project,
    annotator_id uuid        NOT NULL REFERENCES annotator,
    state        text        NOT NULL
        CHECK (state IN ('held', 'lapsed', 'submitted', 'skipped', 'released', 'reported', 'ended')),
    -- Grows with each draft: a writer must name the version it has seen.
    version      integer     NOT NULL,
    draft        json,
    -- Why it was skipped, or what the problem is.
    reason       text,
    claimed_at   timestamptz NOT NULL,
    lease_until  timestamptz NOT NULL,
    ended_at     timestamptz,
    CONSTRAINT ended_once_over CHECK ((state = 'held') = (ended_at IS NULL)),
    -- Claiming a job again after losing or releasing it takes up the same assignment, with its draft.
    CONSTRAINT assignment_once UNIQUE (job_id, annotator_id, round)
);
CREATE INDEX assignment_history ON assignment (annotator_id, id);
CREATE INDEX assignment_held ON assignment (annotator_id) WHERE state = 'held';

-- A job that wants N answers has N places. A place is offered when it is open and nobody's lease on it runs.
CREATE TABLE place (
    job_id        uuid        NOT NULL REFERENCES job,
    number        integer     NOT NULL,
    project_id    uuid        NOT NULL,
    priority      smallint    NOT NULL DEFAULT 0,
    expires_at    timestamptz NOT NULL,
    state         text        NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
    -- Who holds or held it last; the lease is in no index, so that heartbeats stay within their page.
    assignment_id uuid        REFERENCES assignment,
    lease_until   timestamptz,
    PRIMARY KEY (job_id, number),
    CONSTRAINT lease_iff_assigned CHECK (state <> 'open' OR (assignment_id IS NULL) = (lease_until IS NULL))
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
-- The queue in its order, for people who work on everything and for those who work on some projects. Job ids sort by age.
-- Places under a running lease stand in it too, one for each busy annotator: so a lease that runs out needs nobody to put it back.
CREATE INDEX place_queue ON place (priority DESC, expires_at, job_id, number) WHERE state = 'open';
CREATE INDEX place_project_queue ON place (project_id, priority DESC, expires_at, job_id, number) WHERE state = 'open';

-- Everything that annotators handed in, for good.
CREATE TABLE submission (
    -- Those of one job are added under its lock: their sequence is the order in which they came, to the instant and beyond.
    sequence      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id uuid        NOT NULL REFERENCES assignment,
    job_id        uuid        NOT NULL,
    round         integer     NOT NULL,
    version       integer     NOT NULL,
    annotations   json        NOT NULL,
    submitted_at  timestamptz NOT NULL,
    -- false: it came when the job had ended or somebody else had the place.
    counted       boolean     NOT NULL
);
CREATE INDEX submission_job ON submission (job_id, round, sequence) WHERE counted;
CREATE UNIQUE INDEX submission_counted_once ON submission (assignment_id) WHERE counted;
CREATE UNIQUE INDEX submission_late_once ON submission (assignment_id, version) WHERE NOT counted;

-- How much each annotator has answered, added up when it happens: lists must not count rows.
CREATE TABLE tally (
    annotator_id uuid   NOT NULL REFERENCES annotator,
    project_id   uuid   NOT NULL REFERENCES project,
    done         bigint NOT NULL,
    PRIMARY KEY (annotator_id, project_id)
);
