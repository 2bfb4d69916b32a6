-- Who wants to hear of what.
CREATE TABLE subscription (
    id          uuid        PRIMARY KEY,
    account_id  uuid        NOT NULL,
    -- As a delivery's: what people may see, and the whole, sealed.
    shown_url   text        NOT NULL,
    target      bytea       NOT NULL,
    events      text[]      NOT NULL,
    description text        NOT NULL,
    active      boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX subscription_account ON subscription (account_id, id);

ALTER TABLE delivery
    -- How it is tried, and what counts as taken.
    ADD COLUMN rule            text    NOT NULL DEFAULT 'standard' CHECK (rule IN ('standard', 'once', 'scale', 'brief')),
    ADD COLUMN is_test         boolean NOT NULL DEFAULT false,
    -- What it was ordered by, when it is not a job's own webhook.
    ADD COLUMN order_id        uuid,
    -- Whose secret signs it, when it is not the account's. No foreign key: the log outlives the subscription.
    ADD COLUMN subscription_id uuid;

UPDATE delivery SET rule = 'once' WHERE event = 'webhook.test';

ALTER TABLE delivery DROP CONSTRAINT delivery_of_job_version;
CREATE UNIQUE INDEX delivery_of_job_version ON delivery (job_id, event, version) WHERE order_id IS NULL;
CREATE UNIQUE INDEX delivery_of_order ON delivery (order_id, subscription_id) NULLS NOT DISTINCT WHERE order_id IS NOT NULL;
-- A job's log.
CREATE INDEX delivery_of_job ON delivery (job_id, id);
