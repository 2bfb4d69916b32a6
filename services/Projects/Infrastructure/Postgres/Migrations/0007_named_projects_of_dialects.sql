-- A dialect's client may make projects by name, and set parameters for the tasks in them: json, since the dialect alone reads them.
ALTER TABLE project
    ADD COLUMN dialect_data json,
    -- The longest name, and the dialect's before it.
    DROP CONSTRAINT project_dialect_key_check,
    ADD CONSTRAINT dialect_key_length CHECK (char_length(dialect_key) BETWEEN 1 AND 220),
    ADD CONSTRAINT dialect_data_of_dialect CHECK (dialect_data IS NULL OR dialect_key IS NOT NULL);
