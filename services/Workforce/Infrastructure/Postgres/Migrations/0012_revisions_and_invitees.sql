-- The version with which its client last revised a job; 0: never. What it says of the offer counts, not what the creation says. A revision
-- may be heard of first, and then leaves a row that has a lane but no files yet.
ALTER TABLE job
    ADD COLUMN revised bigint NOT NULL DEFAULT 0,
    DROP CONSTRAINT lane_once_known,
    ADD CONSTRAINT lane_once_known CHECK ((files IS NULL AND revised = 0) = (lane IS NULL));

-- Invitations to one address, to take it into a team.
CREATE INDEX invitation_email ON invitation (lower(email)) WHERE accepted_at IS NULL AND revoked_at IS NULL;
