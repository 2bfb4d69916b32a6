-- A lane is a queue of its own: its places are offered to the same people. The lane of everybody who works on a project is the project
-- itself, by its id; a row here is the lane of a team, or of the people whom the clients of its jobs named. Ids are made from what
-- the lane is, so that everybody who hears of it first makes the same.
CREATE TABLE lane (
    id         uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES project,
    -- Null for named people.
    team_id    uuid
);
CREATE INDEX lane_team ON lane (team_id) WHERE team_id IS NOT NULL;

-- The people of a lane by their address, in lower case: they may get their account later.
CREATE TABLE lane_assignee (
    lane_id   uuid NOT NULL REFERENCES lane,
    email_key text NOT NULL,
    PRIMARY KEY (email_key, lane_id)
);

ALTER TABLE job
    -- Null as long as JobCreated was not heard.
    ADD COLUMN lane     uuid,
    -- 0 low, 1 medium, 2 high, 3 urgent.
    ADD COLUMN priority smallint    NOT NULL DEFAULT 1,
    -- When its client wants it.
    ADD COLUMN due_at   timestamptz NOT NULL DEFAULT 'infinity';
UPDATE job SET lane = project_id WHERE files IS NOT NULL;
ALTER TABLE job ADD CONSTRAINT lane_once_known CHECK ((files IS NULL) = (lane IS NULL));

DROP INDEX place_queue;
DROP INDEX place_project_queue;
ALTER TABLE place
    ALTER COLUMN priority DROP DEFAULT,
    ADD COLUMN lane      uuid,
    -- The earlier of due date and expiry.
    ADD COLUMN wanted_by timestamptz,
    -- Somebody has claimed the job before. Who takes the next place must be asked whether they know the job already, and it may be
    -- leased: these places stand apart, so that whoever has answered thousands of them does not walk over them to fresh work.
    ADD COLUMN begun     boolean NOT NULL DEFAULT false;
UPDATE place
   SET priority = 1, lane = project_id, wanted_by = expires_at,
       begun = EXISTS (SELECT FROM assignment a WHERE a.job_id = place.job_id);
ALTER TABLE place
    ALTER COLUMN lane SET NOT NULL,
    ALTER COLUMN wanted_by SET NOT NULL;
-- Each lane's queue in its order. Job ids sort by age. Places under a running lease stand in it too, one for each busy annotator: so a
-- lease that runs out needs nobody to put it back.
CREATE INDEX place_queue ON place (lane, begun, priority DESC, wanted_by, job_id, number) WHERE state = 'open';
