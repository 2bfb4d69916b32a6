-- A job may be done though nobody started it: its client's default annotations took effect when its time was up. Then there is no time
-- between start and end, and the job stands only in the lifespans.
DROP INDEX job_fact_done;
ALTER TABLE job_fact
    DROP COLUMN to_finish_us,
    ADD COLUMN to_finish_us bigint GENERATED ALWAYS AS (
        CASE WHEN status = 'done' THEN (extract(epoch FROM finished_at - started_at) * 1000000)::bigint END) STORED;
CREATE INDEX job_fact_done ON job_fact (project_id, day) INCLUDE (to_finish_us, lifespan_us) WHERE status = 'done';

-- Those of jobs_done that somebody had started; until now, all.
ALTER TABLE daily ADD COLUMN jobs_timed bigint NOT NULL DEFAULT 0;
UPDATE daily SET jobs_timed = jobs_done;
ALTER TABLE daily
    ALTER COLUMN jobs_timed DROP DEFAULT,
    DROP CONSTRAINT extremes_iff_done,
    ADD CONSTRAINT extremes_iff_done CHECK (extremes_stale OR (
        (jobs_done > 0) = (min_lifespan_us IS NOT NULL) AND (jobs_timed > 0) = (min_to_finish_us IS NOT NULL))),
    ADD CONSTRAINT timed_are_done CHECK (jobs_timed BETWEEN 0 AND jobs_done);
