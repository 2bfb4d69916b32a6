-- A dialect opens a project at the first use of one of its kinds of job; each job there brings its own instructions.
ALTER TABLE project
    ALTER COLUMN instructions_file_id DROP NOT NULL,
    ALTER COLUMN instructions_file_name DROP NOT NULL,
    ALTER COLUMN instructions_content_type DROP NOT NULL,
    ALTER COLUMN instructions_size DROP NOT NULL,
    DROP CONSTRAINT project_instructions_version_check,
    ADD COLUMN dialect_key text CHECK (char_length(dialect_key) BETWEEN 1 AND 200),
    ADD CONSTRAINT instructions_whole_or_none CHECK (
        num_nulls(instructions_file_id, instructions_file_name, instructions_content_type, instructions_size) IN (0, 4)),
    ADD CONSTRAINT instructions_counted CHECK ((instructions_version > 0) = (instructions_file_id IS NOT NULL)),
    ADD CONSTRAINT instructions_unless_of_dialect CHECK (instructions_file_id IS NOT NULL OR dialect_key IS NOT NULL);

CREATE UNIQUE INDEX project_dialect_key ON project (account_id, dialect_key) WHERE dialect_key IS NOT NULL;
