-- Conversations: pictures, private details, drafts, edits, tags, thanks, who hears of what, keeping order, and when an answer is due.

ALTER TABLE topics ADD COLUMN product_id BIGINT;
ALTER TABLE topics ADD COLUMN pinned BIGINT;
-- The last time that something was said or decided here; feeds and readers go by it.
ALTER TABLE topics ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
-- When the team first said something, or a reply was first accepted; and by when the brand had promised to.
ALTER TABLE topics ADD COLUMN first_answered BIGINT;
ALTER TABLE topics ADD COLUMN due BIGINT;
-- What a moderator told the author of a hidden text.
ALTER TABLE topics ADD COLUMN hidden_reason TEXT;
UPDATE topics SET changed = COALESCE((SELECT MAX(r.created) FROM replies r WHERE r.brand_id = topics.brand_id AND r.topic_id = topics.id), created);
UPDATE topics SET first_answered = (SELECT MIN(r.created) FROM replies r JOIN memberships m ON m.brand_id = r.brand_id AND m.id = r.author_id
    WHERE r.brand_id = topics.brand_id AND r.topic_id = topics.id AND r.author_id <> topics.author_id
    AND (m.role IN ('team', 'admin') OR r.id = topics.answer_id));
CREATE INDEX topics_of_status_by_heat ON topics (brand_id, status, heat, id);
CREATE INDEX topics_of_status_by_created ON topics (brand_id, status, created, id);
CREATE INDEX topics_of_status_by_votes ON topics (brand_id, status, votes, id);
CREATE INDEX topics_of_product_by_heat ON topics (brand_id, product_id, heat, id);
CREATE INDEX topics_of_product_by_created ON topics (brand_id, product_id, created, id);
CREATE INDEX topics_of_product_by_votes ON topics (brand_id, product_id, votes, id);
CREATE INDEX topics_answered ON topics (brand_id, answered, id) WHERE answered IS NOT NULL;
CREATE INDEX topics_of_kind_answered ON topics (brand_id, kind, answered, id) WHERE answered IS NOT NULL;
CREATE INDEX topics_of_board_answered ON topics (brand_id, board_id, answered, id) WHERE answered IS NOT NULL;
CREATE INDEX topics_of_status_answered ON topics (brand_id, status, answered, id) WHERE answered IS NOT NULL;
CREATE INDEX topics_of_product_answered ON topics (brand_id, product_id, answered, id) WHERE answered IS NOT NULL;
CREATE INDEX topics_unanswered ON topics (brand_id, created, id) WHERE answered IS NULL AND status IS NOT NULL;
CREATE INDEX topics_held ON topics (brand_id, created, id) WHERE visibility = 'held';
CREATE INDEX topics_pinned ON topics (brand_id, pinned, id) WHERE pinned IS NOT NULL;
-- SQLite adds no foreign key of two columns to a table that exists: two triggers keep the same rule.
CREATE TRIGGER topics_product_fkey_insert BEFORE INSERT ON topics
    WHEN NEW.product_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM products p WHERE p.brand_id = NEW.brand_id AND p.id = NEW.product_id)
    BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed: topics_product_fkey'); END;
CREATE TRIGGER topics_product_fkey_update BEFORE UPDATE OF product_id ON topics
    WHEN NEW.product_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM products p WHERE p.brand_id = NEW.brand_id AND p.id = NEW.product_id)
    BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed: topics_product_fkey'); END;

ALTER TABLE replies ADD COLUMN thanks BIGINT NOT NULL DEFAULT 0;
ALTER TABLE replies ADD COLUMN hidden_reason TEXT;
CREATE INDEX replies_held ON replies (brand_id, created, id) WHERE visibility = 'held';

-- What else an event tells: a JSON object of words, never of a person's name. One that was undone tells nothing any more.
ALTER TABLE events ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
ALTER TABLE events ADD COLUMN undone BIGINT;

ALTER TABLE boards ADD COLUMN hold_new BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE memberships ADD COLUMN suspended_until BIGINT;
ALTER TABLE memberships ADD COLUMN suspended_reason TEXT;
-- How mail comes to this member: at_once, daily, never; and what a link in it proves to stop it.
ALTER TABLE memberships ADD COLUMN mail TEXT NOT NULL DEFAULT 'at_once';
ALTER TABLE memberships ADD COLUMN mail_token TEXT;
CREATE UNIQUE INDEX memberships_mail_token_key ON memberships (mail_token);

-- Mail that came back: how badly, and when last.
ALTER TABLE accounts ADD COLUMN bounces BIGINT NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN bounced BIGINT;

-- What only the author of a topic and the team may read.
CREATE TABLE details (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    topic_id BIGINT NOT NULL,
    severity TEXT,
    serial   TEXT NOT NULL,
    since    TEXT NOT NULL,
    bought   TEXT NOT NULL,
    CONSTRAINT details_pkey PRIMARY KEY (brand_id, topic_id),
    CONSTRAINT details_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id)
) WITHOUT ROWID;

-- Pictures of a topic or a reply; without either, one that waits for its text. The bytes stand last, so that the rest is read without them.
CREATE TABLE attachments (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id   BIGINT NOT NULL REFERENCES brands (id),
    owner_id   BIGINT NOT NULL,
    topic_id   BIGINT,
    reply_id   BIGINT,
    position   BIGINT NOT NULL,
    visibility TEXT   NOT NULL,
    hidden_reason TEXT,
    alt        TEXT   NOT NULL,
    media      TEXT   NOT NULL,
    width      BIGINT NOT NULL,
    height     BIGINT NOT NULL,
    created    BIGINT NOT NULL,
    small      BLOB   NOT NULL,
    bytes      BLOB   NOT NULL,
    CONSTRAINT attachments_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT attachments_owner_fkey FOREIGN KEY (brand_id, owner_id) REFERENCES memberships (brand_id, id),
    CONSTRAINT attachments_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT attachments_reply_fkey FOREIGN KEY (brand_id, reply_id) REFERENCES replies (brand_id, id)
);
CREATE INDEX attachments_of_topic ON attachments (brand_id, topic_id, position, id);
CREATE INDEX attachments_of_reply ON attachments (brand_id, reply_id);
CREATE INDEX attachments_of_owner ON attachments (brand_id, owner_id, created);
CREATE INDEX attachments_waiting ON attachments (created, id) WHERE topic_id IS NULL;

-- A text that is being written: at place `new`, or under a topic at `t/<number>`.
CREATE TABLE drafts (
    brand_id  BIGINT NOT NULL REFERENCES brands (id),
    member_id BIGINT NOT NULL,
    place     TEXT   NOT NULL,
    text      TEXT   NOT NULL,
    saved     BIGINT NOT NULL,
    CONSTRAINT drafts_pkey PRIMARY KEY (brand_id, member_id, place),
    CONSTRAINT drafts_member_fkey FOREIGN KEY (brand_id, member_id) REFERENCES memberships (brand_id, id)
) WITHOUT ROWID;

-- A text as it was before an edit.
CREATE TABLE revisions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id   BIGINT NOT NULL REFERENCES brands (id),
    topic_id   BIGINT NOT NULL,
    reply_id   BIGINT,
    editor_id  BIGINT NOT NULL,
    visibility TEXT   NOT NULL,
    title      TEXT,
    body       TEXT   NOT NULL,
    lang       TEXT   NOT NULL,
    created    BIGINT NOT NULL,
    CONSTRAINT revisions_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT revisions_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT revisions_reply_fkey FOREIGN KEY (brand_id, reply_id) REFERENCES replies (brand_id, id),
    CONSTRAINT revisions_editor_fkey FOREIGN KEY (brand_id, editor_id) REFERENCES memberships (brand_id, id)
);
CREATE INDEX revisions_of_topic ON revisions (brand_id, topic_id, reply_id, id);
CREATE INDEX revisions_of_reply ON revisions (brand_id, reply_id);
CREATE INDEX revisions_of_editor ON revisions (brand_id, editor_id);

CREATE TABLE tags (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    slug     TEXT   NOT NULL,
    name     TEXT   NOT NULL,
    created  BIGINT NOT NULL,
    CONSTRAINT tags_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT tags_slug_key UNIQUE (brand_id, slug)
);

-- Its last four columns are the topic's own, kept equal by a trigger: a tag's list is read in its order without reading every topic.
CREATE TABLE topic_tags (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    tag_id   BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    heat     DOUBLE PRECISION NOT NULL,
    created  BIGINT NOT NULL,
    votes    BIGINT NOT NULL,
    answered BIGINT,
    CONSTRAINT topic_tags_pkey PRIMARY KEY (brand_id, tag_id, topic_id),
    CONSTRAINT topic_tags_tag_fkey FOREIGN KEY (brand_id, tag_id) REFERENCES tags (brand_id, id),
    CONSTRAINT topic_tags_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id)
) WITHOUT ROWID;
CREATE INDEX topic_tags_of_topic ON topic_tags (brand_id, topic_id);
CREATE INDEX topic_tags_by_heat ON topic_tags (brand_id, tag_id, heat, topic_id);
CREATE INDEX topic_tags_by_created ON topic_tags (brand_id, tag_id, created, topic_id);
CREATE INDEX topic_tags_by_votes ON topic_tags (brand_id, tag_id, votes, topic_id);
CREATE INDEX topic_tags_answered ON topic_tags (brand_id, tag_id, answered, topic_id) WHERE answered IS NOT NULL;
CREATE TRIGGER topic_tags_follow AFTER UPDATE OF heat, votes, answered ON topics
    BEGIN UPDATE topic_tags SET heat = NEW.heat, votes = NEW.votes, answered = NEW.answered
        WHERE brand_id = NEW.brand_id AND topic_id = NEW.id; END;

-- The votes that say why.
CREATE INDEX votes_reasons ON votes (brand_id, topic_id, created, member_id) WHERE reason IS NOT NULL;

CREATE TABLE thanks (
    brand_id  BIGINT NOT NULL REFERENCES brands (id),
    reply_id  BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    created   BIGINT NOT NULL,
    CONSTRAINT thanks_pkey PRIMARY KEY (brand_id, reply_id, member_id),
    CONSTRAINT thanks_reply_fkey FOREIGN KEY (brand_id, reply_id) REFERENCES replies (brand_id, id),
    CONSTRAINT thanks_member_fkey FOREIGN KEY (brand_id, member_id) REFERENCES memberships (brand_id, id)
) WITHOUT ROWID;
CREATE INDEX thanks_of_member ON thanks (brand_id, member_id);

-- Who hears of a topic, and how much: all, answers, nothing; and whether by mail too. `seen` is when they last looked at it.
CREATE TABLE subscriptions (
    brand_id  BIGINT NOT NULL REFERENCES brands (id),
    topic_id  BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    level     TEXT   NOT NULL,
    reason    TEXT   NOT NULL,
    mail      BOOLEAN NOT NULL DEFAULT TRUE,
    seen      BIGINT NOT NULL,
    created   BIGINT NOT NULL,
    CONSTRAINT subscriptions_pkey PRIMARY KEY (brand_id, topic_id, member_id),
    CONSTRAINT subscriptions_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT subscriptions_member_fkey FOREIGN KEY (brand_id, member_id) REFERENCES memberships (brand_id, id)
) WITHOUT ROWID;
CREATE INDEX subscriptions_of_member ON subscriptions (brand_id, member_id, created);

-- What a member is told: an event or a reply of a topic, or what became of a text of theirs (then `event_id` is an intervention's).
-- `mailed` is when a mail about it left, or 0 when none is to leave.
CREATE TABLE notices (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id  BIGINT NOT NULL REFERENCES brands (id),
    member_id BIGINT NOT NULL,
    topic_id  BIGINT NOT NULL,
    kind      TEXT   NOT NULL,
    event_id  BIGINT,
    reply_id  BIGINT,
    cause     TEXT   NOT NULL,
    seen      BIGINT,
    mailed    BIGINT,
    created   BIGINT NOT NULL,
    CONSTRAINT notices_cause_key UNIQUE (brand_id, member_id, cause),
    CONSTRAINT notices_member_fkey FOREIGN KEY (brand_id, member_id) REFERENCES memberships (brand_id, id),
    CONSTRAINT notices_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT notices_reply_fkey FOREIGN KEY (brand_id, reply_id) REFERENCES replies (brand_id, id)
);
CREATE INDEX notices_of_member ON notices (brand_id, member_id, id);
CREATE INDEX notices_unseen ON notices (brand_id, member_id) WHERE seen IS NULL;
CREATE INDEX notices_unmailed ON notices (brand_id, member_id, id) WHERE mailed IS NULL AND seen IS NULL;
CREATE INDEX notices_of_topic ON notices (brand_id, topic_id, member_id);

-- What a member told the moderators.
CREATE TABLE reports (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id  BIGINT NOT NULL REFERENCES brands (id),
    topic_id  BIGINT NOT NULL,
    reply_id  BIGINT,
    member_id BIGINT NOT NULL,
    reason    TEXT   NOT NULL,
    text      TEXT   NOT NULL,
    created   BIGINT NOT NULL,
    closed    BIGINT,
    CONSTRAINT reports_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT reports_reply_fkey FOREIGN KEY (brand_id, reply_id) REFERENCES replies (brand_id, id),
    CONSTRAINT reports_member_fkey FOREIGN KEY (brand_id, member_id) REFERENCES memberships (brand_id, id)
);
CREATE INDEX reports_open ON reports (brand_id, id) WHERE closed IS NULL;
CREATE INDEX reports_of_topic ON reports (brand_id, topic_id, reply_id);
CREATE INDEX reports_of_member ON reports (brand_id, member_id, created);

-- What a moderator did, with what it takes to undo it. Its entry in the log is a desk event of the same transaction.
CREATE TABLE interventions (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id      BIGINT NOT NULL REFERENCES brands (id),
    actor_id      BIGINT NOT NULL,
    kind          TEXT   NOT NULL,
    topic_id      BIGINT,
    reply_id      BIGINT,
    revision_id   BIGINT,
    attachment_id BIGINT,
    subject_id    BIGINT,
    reason        TEXT   NOT NULL,
    before        TEXT   NOT NULL,
    created       BIGINT NOT NULL,
    undone        BIGINT,
    undone_by     BIGINT,
    CONSTRAINT interventions_actor_fkey FOREIGN KEY (brand_id, actor_id) REFERENCES memberships (brand_id, id),
    CONSTRAINT interventions_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT interventions_reply_fkey FOREIGN KEY (brand_id, reply_id) REFERENCES replies (brand_id, id),
    CONSTRAINT interventions_subject_fkey FOREIGN KEY (brand_id, subject_id) REFERENCES memberships (brand_id, id)
);
CREATE INDEX interventions_of_brand ON interventions (brand_id, id);
CREATE INDEX interventions_of_topic ON interventions (brand_id, topic_id);
CREATE INDEX interventions_of_subject ON interventions (brand_id, subject_id);

-- By when a brand promises its first answer, by kind; and how it has kept its word over 90 days.
CREATE TABLE promises (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    kind     TEXT   NOT NULL,
    hours    BIGINT NOT NULL,
    CONSTRAINT promises_pkey PRIMARY KEY (brand_id, kind)
) WITHOUT ROWID;

CREATE TABLE answer_figures (
    brand_id BIGINT NOT NULL CONSTRAINT answer_figures_pkey PRIMARY KEY REFERENCES brands (id),
    asked    BIGINT NOT NULL,
    answered BIGINT NOT NULL,
    promised BIGINT NOT NULL,
    in_time  BIGINT NOT NULL,
    median   BIGINT,
    computed BIGINT NOT NULL
) WITHOUT ROWID;
