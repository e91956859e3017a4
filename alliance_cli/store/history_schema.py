"""The second migration: history that can be taken back, judgements, dated facts on companies, follow-up, full text.

Facts stay append-only. What a command added counts as long as its operation is not among `dead_operations`; that table
and `current_revisions` are derived, and a look at the past (`sight.look_back`) lays other ones over them.
"""

HISTORY = """
-- An undo is an operation of its own. What it undoes does not count, unless the undo itself is undone.
CREATE TABLE undone (
  operation INTEGER PRIMARY KEY REFERENCES operations (id),
  undoes INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX undone_by_target ON undone (undoes);

-- Derived: the operations that do not count, and which revision of each report does.
CREATE TABLE dead_operations (operation INTEGER PRIMARY KEY REFERENCES operations (id)) STRICT;
CREATE TABLE current_revisions (revision INTEGER PRIMARY KEY REFERENCES revisions (id)) STRICT;
INSERT INTO current_revisions
  SELECT id FROM revisions v WHERE number = (SELECT max(number) FROM revisions w WHERE w.report = v.report);

-- The place of a claim in its report, from 0: what orders claims of one report and day.
ALTER TABLE claims ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE claims SET place = p.place FROM
  (SELECT id, row_number() OVER (PARTITION BY revision ORDER BY rowid) - 1 AS place FROM claims) AS p
  WHERE p.id = claims.id;

-- What somebody said of a company: the shipped list (no operation), a user, an import. The companies table is derived
-- from the records that count, and from the names reports use.
CREATE TABLE company_records (
  id INTEGER PRIMARY KEY,
  company TEXT NOT NULL REFERENCES companies (id),
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  sector TEXT NOT NULL,
  common_word INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('gazetteer', 'user', 'import')),
  operation INTEGER REFERENCES operations (id)
) STRICT;
CREATE INDEX company_records_by_company ON company_records (company);
CREATE INDEX company_records_by_operation ON company_records (operation);
INSERT INTO company_records (company, name, country, sector, common_word, source, operation)
  SELECT id, name, country, sector, common_word, source, operation FROM companies WHERE source <> 'report' ORDER BY id;

-- Tickers, LEI, CIK, Wikidata ids.
CREATE TABLE identifiers (
  id INTEGER PRIMARY KEY,
  value TEXT NOT NULL,
  scheme TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id)
) STRICT;
CREATE INDEX identifiers_by_value ON identifiers (value, scheme);
CREATE INDEX identifiers_by_company ON identifiers (company);
CREATE INDEX identifiers_by_operation ON identifiers (operation);
INSERT INTO identifiers (value, scheme, company, source, operation)
  SELECT t.ticker, 'ticker', c.id, c.source, c.operation FROM tickers t JOIN companies c ON c.id = t.company
  UNION ALL SELECT lei, 'lei', id, source, operation FROM companies WHERE lei <> ''
  UNION ALL SELECT cik, 'cik', id, source, operation FROM companies WHERE cik <> ''
  UNION ALL SELECT wikidata, 'wikidata', id, source, operation FROM companies WHERE wikidata <> '';
DROP TABLE tickers;
ALTER TABLE companies DROP COLUMN lei;
ALTER TABLE companies DROP COLUMN cik;
ALTER TABLE companies DROP COLUMN wikidata;
ALTER TABLE companies ADD COLUMN visible INTEGER NOT NULL DEFAULT 1;

-- A name may be given again after it was taken back, or for another span of days.
CREATE TABLE names (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  name TEXT NOT NULL,
  since TEXT,
  until TEXT,
  common_word INTEGER NOT NULL,
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id)
) STRICT;
INSERT INTO names (key, company, name, since, until, common_word, source, operation)
  SELECT key, company, name, since, until, common_word, source, CASE WHEN source = 'report' THEN NULL ELSE operation END
  FROM aliases ORDER BY company, key;
DROP TABLE aliases;
ALTER TABLE names RENAME TO aliases;
CREATE INDEX aliases_by_key ON aliases (key, company);
CREATE INDEX aliases_by_company ON aliases (company);
CREATE INDEX aliases_by_operation ON aliases (operation);
CREATE INDEX parents_by_parent ON parents (parent);
CREATE INDEX parents_by_operation ON parents (operation);

-- Whether two companies are one: `same` (the second counts as the first), `split` (no longer), `not-same` (never).
-- The latest word on a pair holds.
CREATE TABLE company_verdicts (
  id INTEGER PRIMARY KEY,
  kept TEXT NOT NULL REFERENCES companies (id),
  other TEXT NOT NULL REFERENCES companies (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'split', 'not-same')),
  reason TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX company_verdicts_by_operation ON company_verdicts (operation);

-- The user's judgement of a talk, held by the claims it was passed on, never by the talk, which is derived.
CREATE TABLE judgements (
  id INTEGER PRIMARY KEY,
  verdict TEXT NOT NULL CHECK (verdict IN ('status', 'kind', 'split', 'join', 'not-a-talk')),
  value TEXT NOT NULL,                 -- the status or kind, else empty
  reason TEXT NOT NULL,
  made_at TEXT NOT NULL,               -- ISO 8601, UTC
  talk TEXT NOT NULL,                  -- what the talk was called then, for people
  claim TEXT REFERENCES claims (id),   -- for a status: the user's own claim
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX judgements_by_operation ON judgements (operation);
CREATE TABLE judged_claims (
  judgement INTEGER NOT NULL REFERENCES judgements (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  apart INTEGER NOT NULL,              -- 1: set apart by a split; 2: not held, passed over
  PRIMARY KEY (judgement, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX judged_claims_by_claim ON judged_claims (claim);

-- What a person said of a claim that extraction was unsure of.
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  claim TEXT NOT NULL REFERENCES claims (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'drop', 'set')),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX reviews_by_claim ON reviews (claim);
CREATE INDEX reviews_by_operation ON reviews (operation);

-- Filters to follow, and how far each reader of `changes` has read.
CREATE TABLE watches (
  id INTEGER PRIMARY KEY,
  companies TEXT NOT NULL,             -- JSON list of ids
  kinds TEXT NOT NULL,                 -- JSON list
  statuses TEXT NOT NULL,              -- JSON list
  region TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE TABLE unwatched (
  watch INTEGER NOT NULL REFERENCES watches (id),
  operation INTEGER NOT NULL REFERENCES operations (id),
  PRIMARY KEY (watch, operation)
) STRICT, WITHOUT ROWID;
CREATE TABLE marks (
  name TEXT PRIMARY KEY,
  at TEXT NOT NULL,                    -- ISO 8601, UTC
  operation INTEGER NOT NULL,          -- the last operation seen
  revision INTEGER NOT NULL            -- the last revision seen
) STRICT, WITHOUT ROWID;

-- Derived: 1 for a pair of two parties of the claim, 0 for a party and its own owner.
DROP TABLE claim_pairs;
CREATE TABLE claim_pairs (
  pair TEXT NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  across INTEGER NOT NULL,
  PRIMARY KEY (pair, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_pairs_by_claim ON claim_pairs (claim);

-- How many talks a claim could have joined when it joined this one.
ALTER TABLE steps ADD COLUMN choices INTEGER NOT NULL DEFAULT 1;

-- The talks of an older ledger are derived again when it is opened next.
INSERT OR REPLACE INTO meta SELECT 'derive', '1' WHERE EXISTS (SELECT 1 FROM claims);
"""
