-- Projects that are there already get the defaults; from then on every writer names each setting.
ALTER TABLE project
    ADD COLUMN template_id               uuid,
    ADD COLUMN template_version          integer,
    ADD COLUMN completion_rule           text             NOT NULL DEFAULT 'first' CHECK (completion_rule IN ('first', 'agreement', 'review')),
    ADD COLUMN agreement_threshold       double precision NOT NULL DEFAULT 0.6 CHECK (agreement_threshold > 0 AND agreement_threshold <= 1),
    ADD COLUMN agreement_iou             double precision NOT NULL DEFAULT 0.5 CHECK (agreement_iou > 0 AND agreement_iou <= 1),
    ADD COLUMN agreement_submissions_max integer          NOT NULL DEFAULT 5 CHECK (agreement_submissions_max BETWEEN 1 AND 50),
    ADD COLUMN review_stages             integer          NOT NULL DEFAULT 1 CHECK (review_stages BETWEEN 1 AND 5),
    ADD COLUMN review_sample_rate        double precision NOT NULL DEFAULT 1 CHECK (review_sample_rate BETWEEN 0 AND 1),
    ADD COLUMN review_return_to          text             NOT NULL DEFAULT 'author' CHECK (review_return_to IN ('author', 'another')),
    ADD COLUMN undo_seconds              integer          NOT NULL DEFAULT 0 CHECK (undo_seconds BETWEEN 0 AND 600),
    ADD COLUMN allows_corrections        boolean          NOT NULL DEFAULT false,
    ADD COLUMN allows_skipping           boolean          NOT NULL DEFAULT true,
    ADD COLUMN asks_second_opinion       boolean          NOT NULL DEFAULT false,
    ADD COLUMN allows_fallback           boolean          NOT NULL DEFAULT false,
    ADD COLUMN team_ids                  uuid[]           NOT NULL DEFAULT '{}',
    ADD COLUMN instructions_version      integer          NOT NULL DEFAULT 1 CHECK (instructions_version > 0),
    ADD CONSTRAINT template_whole_or_none CHECK ((template_id IS NULL) = (template_version IS NULL)),
    ADD CONSTRAINT one_submission_if_first CHECK (completion_rule <> 'first' OR submissions = 1),
    ADD CONSTRAINT several_submissions_to_agree CHECK (
        completion_rule <> 'agreement' OR (submissions >= 2 AND agreement_submissions_max >= submissions)),
    ADD CONSTRAINT template_is_known FOREIGN KEY (template_id, template_version) REFERENCES template_version (template_id, version);

ALTER TABLE project
    ALTER COLUMN completion_rule DROP DEFAULT,
    ALTER COLUMN agreement_threshold DROP DEFAULT,
    ALTER COLUMN agreement_iou DROP DEFAULT,
    ALTER COLUMN agreement_submissions_max DROP DEFAULT,
    ALTER COLUMN review_stages DROP DEFAULT,
    ALTER COLUMN review_sample_rate DROP DEFAULT,
    ALTER COLUMN review_return_to DROP DEFAULT,
    ALTER COLUMN undo_seconds DROP DEFAULT,
    ALTER COLUMN allows_corrections DROP DEFAULT,
    ALTER COLUMN allows_skipping DROP DEFAULT,
    ALTER COLUMN asks_second_opinion DROP DEFAULT,
    ALTER COLUMN allows_fallback DROP DEFAULT,
    ALTER COLUMN team_ids DROP DEFAULT,
    ALTER COLUMN instructions_version DROP DEFAULT;

CREATE INDEX project_template ON project (template_id) WHERE template_id IS NOT NULL;
