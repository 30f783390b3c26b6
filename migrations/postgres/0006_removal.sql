-- Removing a spammer is one deed, and each text that it hid another that is part of it: they are undone together.
ALTER TABLE interventions ADD COLUMN part_of BIGINT;
CREATE INDEX interventions_of_part ON interventions (brand_id, part_of, id) WHERE part_of IS NOT NULL;
CREATE INDEX interventions_of_reply ON interventions (brand_id, reply_id) WHERE reply_id IS NOT NULL;
