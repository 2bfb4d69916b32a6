-- What a content says of itself: pixels, seconds, pages. Null where that is not known.
ALTER TABLE content ADD COLUMN media json;

-- A referenced file has the address of its source instead of a content.
ALTER TABLE file ALTER COLUMN sha256 DROP NOT NULL;
ALTER TABLE file ADD COLUMN source_url text;
ALTER TABLE file ADD CONSTRAINT content_or_source CHECK ((sha256 IS NULL) <> (source_url IS NULL));

ALTER TABLE file DROP CONSTRAINT file_content_type_check;
ALTER TABLE file ADD CONSTRAINT file_content_type_check CHECK (content_type IN
    ('image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain',
     'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
     'audio/mpeg', 'audio/wav', 'audio/flac', 'audio/aac', 'audio/mp4', 'audio/ogg', 'audio/webm',
     'video/mp4', 'video/webm', 'video/quicktime', 'video/ogg'));
