-- What the answers need of projects; Projects owns the truth.
CREATE TABLE project (
    id         uuid   PRIMARY KEY,
    account_id uuid   NOT NULL,
    version    bigint NOT NULL,
    name       text   NOT NULL
);
CREATE INDEX project_of_account ON project (account_id, id);

-- Each job as its newest event told it; Jobs owns the truth. The sums below are always those over this table.
CREATE TABLE job_fact (
    job_id       uuid        PRIMARY KEY,
    project_id   uuid        NOT NULL,
    account_id   uuid        NOT NULL,
    version      bigint      NOT NULL,
    is_test      boolean     NOT NULL,
    status       text        NOT NULL CHECK (status IN ('new', 'progress', 'done', 'error', 'canceled', 'expired')),
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,
    finished_at  timestamptz,
    -- A job counts on the date on which it was started; before, on that on which it was created.
    day          date        NOT NULL GENERATED ALWAYS AS ((coalesce(started_at, created_at) AT TIME ZONE 'UTC')::date) STORED,
    -- Microseconds are all that an instant has here: no rounding happens before the sums are shown.
    to_finish_us bigint      GENERATED ALWAYS AS (
        CASE WHEN status = 'done' THEN (extract(epoch FROM finished_at - coalesce(started_at, created_at)) * 1000000)::bigint END) STORED,
    lifespan_us  bigint      GENERATED ALWAYS AS (
        CASE WHEN status = 'done' THEN (extract(epoch FROM finished_at - created_at) * 1000000)::bigint END) STORED,
    CONSTRAINT done_is_finished CHECK (status <> 'done' OR finished_at IS NOT NULL)
);
-- For the shortest and longest of a day, when a job that was done leaves it.
CREATE INDEX job_fact_done ON job_fact (project_id, day) INCLUDE (to_finish_us, lifespan_us) WHERE status = 'done';

-- One row for each project and day that has a job; a row without jobs is deleted, so the first row is the first job's.
CREATE TABLE daily (
    project_id       uuid    NOT NULL,
    day              date    NOT NULL,
    jobs_new         bigint  NOT NULL,
    jobs_progress    bigint  NOT NULL,
    jobs_done        bigint  NOT NULL,
    jobs_error       bigint  NOT NULL,
    jobs_canceled    bigint  NOT NULL,
    jobs_expired     bigint  NOT NULL,
    -- Over the jobs that are done. The sums are numeric: four million jobs of a month each would overflow a bigint.
    sum_to_finish_us numeric NOT NULL,
    min_to_finish_us bigint,
    max_to_finish_us bigint,
    sum_lifespan_us  numeric NOT NULL,
    min_lifespan_us  bigint,
    max_lifespan_us  bigint,
    -- Set when a job that was done has left, which may have been the shortest or longest; cleared in the same transaction.
    extremes_stale   boolean NOT NULL DEFAULT false,
    PRIMARY KEY (project_id, day),
    CONSTRAINT counts_are_counts CHECK (least(jobs_new, jobs_progress, jobs_done, jobs_error, jobs_canceled, jobs_expired) >= 0),
    CONSTRAINT extremes_iff_done CHECK (extremes_stale OR (jobs_done > 0) = (min_to_finish_us IS NOT NULL))
);
CREATE INDEX daily_stale ON daily (project_id) WHERE extremes_stale;

-- Live jobs by account and the month in which they were created; whatever became of them.
CREATE TABLE usage (
    account_id   uuid   NOT NULL,
    -- The first day of the month.
    month        date   NOT NULL,
    live_jobs    bigint NOT NULL,
    -- The job that opened the row. Ids of jobs sort by time, so lists page by it, newest month first.
    first_job_id uuid   NOT NULL UNIQUE,
    PRIMARY KEY (account_id, month)
);
CREATE INDEX usage_of_account ON usage (account_id, first_job_id);
CREATE INDEX usage_of_month ON usage (month, first_job_id);
