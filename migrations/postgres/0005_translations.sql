-- What a brand says in its languages beside the first: JSON objects of texts by language, each beside the text that it translates.
ALTER TABLE brands ADD COLUMN taglines TEXT NOT NULL DEFAULT '{}';
ALTER TABLE brands ADD COLUMN ledes TEXT NOT NULL DEFAULT '{}';
ALTER TABLE brands ADD COLUMN places TEXT NOT NULL DEFAULT '{}';
ALTER TABLE boards ADD COLUMN names TEXT NOT NULL DEFAULT '{}';
ALTER TABLE boards ADD COLUMN descriptions TEXT NOT NULL DEFAULT '{}';
