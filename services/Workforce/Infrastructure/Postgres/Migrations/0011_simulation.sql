-- What the simulator is to do with each test job; a row stays for as long as its job, which can be put back.
CREATE TABLE simulation (
    job_id uuid PRIMARY KEY REFERENCES job,
    -- metadata.simulate, as its client wrote it.
    script text,
    -- When the next step is to be made; null: none.
    due_at timestamptz
);
CREATE INDEX simulation_due ON simulation (due_at) WHERE due_at IS NOT NULL;
