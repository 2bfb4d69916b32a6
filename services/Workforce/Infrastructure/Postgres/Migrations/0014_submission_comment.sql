-- What an annotator tells whoever reviews what they submitted; null when they said nothing.
ALTER TABLE submission ADD COLUMN comment text;
