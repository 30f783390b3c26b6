-- Accounts are the one table that all brands share. Everything else leads with brand_id, and foreign keys are (brand_id, id),
-- so that the database itself refuses a row of another brand. Instants are microseconds since 1970, UTC.

CREATE TABLE accounts (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    address       TEXT    NOT NULL CONSTRAINT accounts_address_key UNIQUE,
    password_hash TEXT    NOT NULL,
    language      TEXT    NOT NULL,
    time_zone     TEXT,
    operator      BOOLEAN NOT NULL DEFAULT FALSE,
    created       BIGINT  NOT NULL
);

CREATE TABLE brands (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    slug        TEXT   NOT NULL CONSTRAINT brands_slug_key UNIQUE,
    name        TEXT   NOT NULL,
    tagline     TEXT   NOT NULL,
    lede        TEXT   NOT NULL,
    place       TEXT   NOT NULL,
    languages   TEXT   NOT NULL,
    time_zone   TEXT   NOT NULL,
    theme       TEXT   NOT NULL,
    logo        TEXT   NOT NULL,
    glyph       TEXT   NOT NULL,
    rules       TEXT   NOT NULL,
    rules_version BIGINT NOT NULL DEFAULT 1,
    revision    BIGINT NOT NULL DEFAULT 1,
    next_topic  BIGINT NOT NULL DEFAULT 1,
    next_member BIGINT NOT NULL DEFAULT 1,
    opened      BIGINT,
    created     BIGINT NOT NULL
);

CREATE TABLE memberships (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id      BIGINT NOT NULL REFERENCES brands (id),
    account_id    BIGINT REFERENCES accounts (id),
    number        BIGINT NOT NULL,
    handle        TEXT   NOT NULL,
    name          TEXT   NOT NULL,
    role          TEXT   NOT NULL,
    affiliation   TEXT   NOT NULL,
    department    TEXT,
    title         TEXT,
    trust         BIGINT NOT NULL DEFAULT 0,
    rules_version BIGINT NOT NULL,
    joined        BIGINT NOT NULL,
    CONSTRAINT memberships_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT memberships_account_key UNIQUE (brand_id, account_id),
    CONSTRAINT memberships_number_key UNIQUE (brand_id, number),
    CONSTRAINT memberships_handle_key UNIQUE (brand_id, handle)
);
CREATE INDEX memberships_by_account ON memberships (account_id);

CREATE TABLE boards (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id     BIGINT NOT NULL REFERENCES brands (id),
    slug         TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    description  TEXT   NOT NULL,
    position     BIGINT NOT NULL,
    kinds        TEXT   NOT NULL,
    view_level   BIGINT NOT NULL,
    submit_level BIGINT NOT NULL,
    reply_level  BIGINT NOT NULL,
    vote_level   BIGINT NOT NULL,
    department   TEXT,
    CONSTRAINT boards_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT boards_slug_key UNIQUE (brand_id, slug)
);

CREATE TABLE topics (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id   BIGINT NOT NULL REFERENCES brands (id),
    number     BIGINT NOT NULL,
    board_id   BIGINT NOT NULL,
    author_id  BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    visibility TEXT   NOT NULL,
    status     TEXT,
    title      TEXT   NOT NULL,
    slug       TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    html       TEXT   NOT NULL,
    renderer   BIGINT NOT NULL,
    gist       TEXT   NOT NULL,
    lang       TEXT   NOT NULL,
    votes      BIGINT NOT NULL DEFAULT 0,
    replies    BIGINT NOT NULL DEFAULT 0,
    heat       DOUBLE PRECISION NOT NULL,
    answer_id  BIGINT,
    answered   BIGINT,
    locked     BIGINT,
    created    BIGINT NOT NULL,
    edited     BIGINT,
    CONSTRAINT topics_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT topics_number_key UNIQUE (brand_id, number),
    CONSTRAINT topics_board_fkey FOREIGN KEY (brand_id, board_id) REFERENCES boards (brand_id, id),
    CONSTRAINT topics_author_fkey FOREIGN KEY (brand_id, author_id) REFERENCES memberships (brand_id, id),
    CONSTRAINT topics_answer_fkey FOREIGN KEY (brand_id, answer_id) REFERENCES replies (brand_id, id)
);
CREATE INDEX topics_by_heat ON topics (brand_id, heat, id);
CREATE INDEX topics_by_created ON topics (brand_id, created, id);
CREATE INDEX topics_by_votes ON topics (brand_id, votes, id);
CREATE INDEX topics_of_board_by_heat ON topics (brand_id, board_id, heat, id);
CREATE INDEX topics_of_board_by_created ON topics (brand_id, board_id, created, id);
CREATE INDEX topics_of_board_by_votes ON topics (brand_id, board_id, votes, id);
CREATE INDEX topics_of_kind_by_heat ON topics (brand_id, kind, heat, id);
CREATE INDEX topics_of_kind_by_created ON topics (brand_id, kind, created, id);
CREATE INDEX topics_of_kind_by_votes ON topics (brand_id, kind, votes, id);
CREATE INDEX topics_of_author ON topics (brand_id, author_id, created, id);

CREATE TABLE replies (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id   BIGINT NOT NULL REFERENCES brands (id),
    topic_id   BIGINT NOT NULL,
    author_id  BIGINT NOT NULL,
    parent_id  BIGINT,
    visibility TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    html       TEXT   NOT NULL,
    renderer   BIGINT NOT NULL,
    lang       TEXT   NOT NULL,
    created    BIGINT NOT NULL,
    edited     BIGINT,
    CONSTRAINT replies_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT replies_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT replies_author_fkey FOREIGN KEY (brand_id, author_id) REFERENCES memberships (brand_id, id),
    CONSTRAINT replies_parent_fkey FOREIGN KEY (brand_id, parent_id) REFERENCES replies (brand_id, id)
);
CREATE INDEX replies_of_topic ON replies (brand_id, topic_id, created, id);
CREATE INDEX replies_of_parent ON replies (brand_id, parent_id);
CREATE INDEX replies_of_author ON replies (brand_id, author_id, created, id);

CREATE TABLE votes (
    brand_id  BIGINT NOT NULL REFERENCES brands (id),
    topic_id  BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    reason    TEXT,
    via       TEXT,
    added_by  BIGINT,
    created   BIGINT NOT NULL,
    CONSTRAINT votes_pkey PRIMARY KEY (brand_id, topic_id, member_id),
    CONSTRAINT votes_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT votes_member_fkey FOREIGN KEY (brand_id, member_id) REFERENCES memberships (brand_id, id),
    CONSTRAINT votes_added_by_fkey FOREIGN KEY (brand_id, added_by) REFERENCES memberships (brand_id, id)
) WITHOUT ROWID;
CREATE INDEX votes_of_member ON votes (brand_id, member_id, created);

CREATE TABLE events (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    topic_id BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    status   TEXT,
    reply_id BIGINT,
    created  BIGINT NOT NULL,
    CONSTRAINT events_topic_fkey FOREIGN KEY (brand_id, topic_id) REFERENCES topics (brand_id, id),
    CONSTRAINT events_actor_fkey FOREIGN KEY (brand_id, actor_id) REFERENCES memberships (brand_id, id),
    CONSTRAINT events_reply_fkey FOREIGN KEY (brand_id, reply_id) REFERENCES replies (brand_id, id)
);
CREATE INDEX events_of_topic ON events (brand_id, topic_id, created, id);

CREATE TABLE jobs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id   BIGINT REFERENCES brands (id),
    kind       TEXT   NOT NULL,
    payload    TEXT   NOT NULL,
    run_at     BIGINT NOT NULL,
    attempts   BIGINT NOT NULL DEFAULT 0,
    claimed_until BIGINT,
    dead       BIGINT,
    last_error TEXT,
    created    BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (dead, run_at, id);

CREATE TABLE sessions (
    id_hash    TEXT   PRIMARY KEY,
    account_id BIGINT REFERENCES accounts (id),
    data       TEXT   NOT NULL,
    agent      TEXT,
    address    TEXT,
    created    BIGINT NOT NULL,
    seen       BIGINT NOT NULL,
    expires    BIGINT NOT NULL
);
CREATE INDEX sessions_of_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires);

CREATE TABLE confirmations (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id      BIGINT NOT NULL REFERENCES brands (id),
    address       TEXT   NOT NULL,
    name          TEXT   NOT NULL,
    password_hash TEXT   NOT NULL,
    language      TEXT   NOT NULL,
    code_hash     TEXT   NOT NULL,
    tries         BIGINT NOT NULL DEFAULT 0,
    rules_version BIGINT NOT NULL,
    created       BIGINT NOT NULL,
    expires       BIGINT NOT NULL
);
CREATE INDEX confirmations_of_address ON confirmations (address, created);

CREATE TABLE attempts (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT   NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX attempts_of_subject ON attempts (subject, created);
CREATE INDEX attempts_by_created ON attempts (created);
