-- People and brands: second factor, codes, invitations, a brand's own host and pages, products, pictures, the staff's log.

ALTER TABLE accounts ADD COLUMN totp_secret TEXT;
ALTER TABLE accounts ADD COLUMN totp_since BIGINT;
ALTER TABLE accounts ADD COLUMN totp_step BIGINT;
ALTER TABLE accounts ADD COLUMN excused BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE accounts ADD COLUMN blocked BIGINT;

CREATE TABLE recovery_codes (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    code_hash  TEXT   NOT NULL,
    used       BIGINT,
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (account_id, code_hash)
) WITHOUT ROWID;

-- A code or a link that was mailed: to sign in, to set a new password, to prove a new address.
CREATE TABLE codes (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BIGINT REFERENCES accounts (id),
    purpose    TEXT   NOT NULL,
    address    TEXT   NOT NULL,
    code_hash  TEXT   NOT NULL,
    link_hash  TEXT   NOT NULL,
    tries      BIGINT NOT NULL DEFAULT 0,
    created    BIGINT NOT NULL,
    expires    BIGINT NOT NULL
);
CREATE INDEX codes_of_address ON codes (address, created);
CREATE INDEX codes_of_account ON codes (account_id);
CREATE INDEX codes_by_link ON codes (link_hash);

ALTER TABLE confirmations ADD COLUMN link_hash TEXT;
ALTER TABLE confirmations ADD COLUMN terms_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE confirmations ADD COLUMN invitation_id BIGINT;
CREATE INDEX confirmations_by_link ON confirmations (link_hash);

ALTER TABLE brands ADD COLUMN host TEXT;
CREATE UNIQUE INDEX brands_host_key ON brands (host);
ALTER TABLE brands ADD COLUMN registration TEXT NOT NULL DEFAULT 'open';
ALTER TABLE brands ADD COLUMN show_affiliation BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE brands ADD COLUMN terms_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE brands ADD COLUMN imprint_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE brands ADD COLUMN privacy_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE brands ADD COLUMN owner_id BIGINT;
ALTER TABLE brands ADD COLUMN closes BIGINT;

-- House rules, contribution terms, imprint, privacy: each save is a version, with a text for each language that has one.
CREATE TABLE documents (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id  BIGINT NOT NULL REFERENCES brands (id),
    kind      TEXT   NOT NULL,
    version   BIGINT NOT NULL,
    lang      TEXT   NOT NULL,
    body      TEXT   NOT NULL,
    author_id BIGINT,
    created   BIGINT NOT NULL,
    CONSTRAINT documents_version_key UNIQUE (brand_id, kind, version, lang),
    CONSTRAINT documents_author_fkey FOREIGN KEY (brand_id, author_id) REFERENCES memberships (brand_id, id)
);
INSERT INTO documents (brand_id, kind, version, lang, body, created)
    SELECT id, 'rules', rules_version, substr(languages, 1, 2), rules, created FROM brands WHERE rules <> '';
UPDATE memberships SET rules_version = 0 WHERE brand_id IN (SELECT id FROM brands WHERE rules = '');
UPDATE brands SET rules_version = 0 WHERE rules = '';
ALTER TABLE brands DROP COLUMN rules;

ALTER TABLE memberships ADD COLUMN terms_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE memberships ADD COLUMN picture_id BIGINT;
ALTER TABLE memberships ADD COLUMN gone BIGINT;
CREATE INDEX memberships_of_staff ON memberships (brand_id, role, id);

-- Small pictures that belong to a brand or a person: logos and avatars, re-encoded.
CREATE TABLE pictures (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    owner_id BIGINT,
    kind     TEXT   NOT NULL,
    media    TEXT   NOT NULL,
    bytes    BLOB   NOT NULL,
    created  BIGINT NOT NULL,
    CONSTRAINT pictures_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT pictures_owner_fkey FOREIGN KEY (brand_id, owner_id) REFERENCES memberships (brand_id, id)
);

CREATE TABLE invitations (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id    BIGINT NOT NULL REFERENCES brands (id),
    address     TEXT   NOT NULL,
    role        TEXT   NOT NULL,
    affiliation TEXT   NOT NULL,
    department  TEXT,
    language    TEXT   NOT NULL,
    token_hash  TEXT   NOT NULL,
    inviter_id  BIGINT,
    created     BIGINT NOT NULL,
    expires     BIGINT NOT NULL,
    accepted    BIGINT,
    CONSTRAINT invitations_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT invitations_token_key UNIQUE (token_hash),
    CONSTRAINT invitations_inviter_fkey FOREIGN KEY (brand_id, inviter_id) REFERENCES memberships (brand_id, id)
);
CREATE INDEX invitations_of_address ON invitations (brand_id, address);

-- Mail domains of a brand: whoever proves an address there is given the affiliation, and may join where joining is by mail domain.
CREATE TABLE domains (
    brand_id    BIGINT  NOT NULL REFERENCES brands (id),
    domain      TEXT    NOT NULL,
    affiliation TEXT    NOT NULL,
    may_join    BOOLEAN NOT NULL,
    CONSTRAINT domains_pkey PRIMARY KEY (brand_id, domain)
) WITHOUT ROWID;

CREATE TABLE products (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    slug     TEXT   NOT NULL,
    name     TEXT   NOT NULL,
    model    TEXT   NOT NULL,
    position BIGINT NOT NULL,
    retired  BIGINT,
    CONSTRAINT products_brand_id_key UNIQUE (brand_id, id),
    CONSTRAINT products_slug_key UNIQUE (brand_id, slug)
);

-- What staff did, for staff to read: who, what, to whom. Names are looked up, so that erasing a person erases them here too.
CREATE TABLE desk_events (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    brand_id   BIGINT NOT NULL REFERENCES brands (id),
    actor_id   BIGINT,
    kind       TEXT   NOT NULL,
    subject_id BIGINT,
    details    TEXT   NOT NULL,
    created    BIGINT NOT NULL,
    CONSTRAINT desk_events_actor_fkey FOREIGN KEY (brand_id, actor_id) REFERENCES memberships (brand_id, id),
    CONSTRAINT desk_events_subject_fkey FOREIGN KEY (brand_id, subject_id) REFERENCES memberships (brand_id, id)
);
CREATE INDEX desk_events_of_brand ON desk_events (brand_id, created, id);

-- What operators did to the installation.
CREATE TABLE operator_events (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    actor_id   BIGINT REFERENCES accounts (id),
    kind       TEXT   NOT NULL,
    account_id BIGINT REFERENCES accounts (id),
    brand_id   BIGINT,
    details    TEXT   NOT NULL,
    created    BIGINT NOT NULL
);
CREATE INDEX operator_events_by_time ON operator_events (created, id);

ALTER TABLE jobs ADD COLUMN recipient TEXT;
CREATE INDEX jobs_of_recipient ON jobs (recipient);
CREATE INDEX jobs_of_brand ON jobs (brand_id);
