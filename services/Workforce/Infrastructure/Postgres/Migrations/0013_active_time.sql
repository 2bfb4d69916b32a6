-- How long an assignment's author was at work on it, and their last sign. Null: it was claimed before this was measured, or, for the
-- sign, nothing came since the claim.
ALTER TABLE assignment
    ADD COLUMN seen_at   timestamptz,
    ADD COLUMN active_ms bigint CHECK (active_ms >= 0);
ALTER TABLE assignment ALTER COLUMN active_ms SET DEFAULT 0;

-- What became of somebody's work in review.
CREATE INDEX review_assignment ON review (assignment_id);
