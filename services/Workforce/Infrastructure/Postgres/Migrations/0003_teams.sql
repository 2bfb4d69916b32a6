CREATE TABLE team (
    id         uuid        PRIMARY KEY,
    -- Whose team it is; null for one that administrators made for all accounts.
    account_id uuid,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX team_account ON team (account_id, id);

CREATE TABLE team_member (
    team_id      uuid        NOT NULL REFERENCES team ON DELETE CASCADE,
    annotator_id uuid        NOT NULL REFERENCES annotator,
    added_at     timestamptz NOT NULL,
    PRIMARY KEY (team_id, annotator_id)
);
CREATE INDEX team_member_annotator ON team_member (annotator_id, team_id);

-- A project that is given to teams is offered to their members alone. No foreign keys: either side may be heard of first.
CREATE TABLE project_team (
    project_id uuid NOT NULL,
    team_id    uuid NOT NULL,
    PRIMARY KEY (project_id, team_id)
);
CREATE INDEX project_team_team ON project_team (team_id, project_id);
