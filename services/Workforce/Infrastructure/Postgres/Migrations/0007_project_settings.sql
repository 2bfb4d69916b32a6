-- How the project's work is done, as its event said; what is missing has its default. Settings that SQL decides by have columns of their own.
ALTER TABLE project ADD COLUMN settings json NOT NULL DEFAULT '{}';

ALTER TABLE annotator
    DROP CONSTRAINT annotator_role_check,
    ADD CONSTRAINT annotator_role CHECK (role IN ('annotator', 'reviewer', 'administrator'));
