-- Forms by the SHA-256 of their text: whoever shares one keeps it once, and a form that somebody was asked with never changes.
CREATE TABLE form (
    hash bytea PRIMARY KEY,
    form json  NOT NULL
);

-- The files that were a project's instructions: an answer remembers which it was given with.
CREATE TABLE instructions (
    project_id uuid    NOT NULL REFERENCES project,
    version    integer NOT NULL,
    file       json    NOT NULL,
    PRIMARY KEY (project_id, version)
);
INSERT INTO instructions (project_id, version, file)
SELECT id, 1, instructions_file FROM project WHERE version > 0;

ALTER TABLE project
    DROP CONSTRAINT instructions_once_known,
    DROP COLUMN instructions_file,
    ADD COLUMN instructions_version integer,
    -- Null as long as the project has none: any JSON object is an answer then.
    ADD COLUMN form_hash        bytea REFERENCES form,
    ADD COLUMN template_id      uuid,
    ADD COLUMN template_version integer;
UPDATE project SET instructions_version = 1 WHERE version > 0;
ALTER TABLE project
    ADD CONSTRAINT instructions_once_known CHECK ((version = 0) = (instructions_version IS NULL)),
    ADD CONSTRAINT template_is_whole CHECK ((form_hash IS NULL) = (template_id IS NULL) AND (form_hash IS NULL) = (template_version IS NULL));

ALTER TABLE job
    ADD COLUMN content     json,
    ADD COLUMN attachments json NOT NULL DEFAULT '[]',
    -- Null: it is asked with its project's.
    ADD COLUMN own_form    bytea REFERENCES form,
    -- What this round is asked with, from its first claim on: a project may get another template while people work.
    ADD COLUMN form_hash        bytea REFERENCES form,
    ADD COLUMN template_id      uuid,
    ADD COLUMN template_version integer;

-- What its author was shown.
ALTER TABLE assignment
    ADD COLUMN form_hash            bytea REFERENCES form,
    ADD COLUMN template_id          uuid,
    ADD COLUMN template_version     integer,
    ADD COLUMN instructions_version integer NOT NULL DEFAULT 1,
    -- Null when there were none.
    ADD COLUMN predictions_version  integer;
ALTER TABLE assignment ALTER COLUMN instructions_version DROP DEFAULT;
