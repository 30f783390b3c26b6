-- What waits for an answer, narrowed: lists of a board, a kind, a product or a tag read their own rows only.
CREATE INDEX topics_of_kind_unanswered ON topics (brand_id, kind, created, id) WHERE answered IS NULL AND status IS NOT NULL;
CREATE INDEX topics_of_board_unanswered ON topics (brand_id, board_id, created, id) WHERE answered IS NULL AND status IS NOT NULL;
CREATE INDEX topics_of_product_unanswered ON topics (brand_id, product_id, created, id) WHERE answered IS NULL AND status IS NOT NULL;
CREATE INDEX topic_tags_unanswered ON topic_tags (brand_id, tag_id, created, topic_id) WHERE answered IS NULL;
-- The replies of one topic in their order: SQLite read every first reply of the brand to find those of the topic.
CREATE INDEX replies_in_order ON replies (brand_id, topic_id, parent_id, id);

-- The numbers beside the kinds of a list that is narrowed already: a kind that is rare there was looked for through everything.
CREATE INDEX topics_of_board_and_kind ON topics (brand_id, board_id, kind);
CREATE INDEX topics_of_kind_and_status ON topics (brand_id, kind, status);
CREATE INDEX topics_of_product_and_kind ON topics (brand_id, product_id, kind);
