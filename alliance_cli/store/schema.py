"""The ledger's schema, written by hand, and its numbered migrations.

Three groups of tables: what was said (operations, reports, revisions, claims, evidence, claim_parties, judgements:
append-only), who is who (companies and their names), and what follows from both (talks and their steps, claim_pairs:
derived, and rebuilt by `alliance rebuild`). `INITIAL` is the first migration; later ones stand in files of their own.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x414C4C59
"""Marks a SQLite file as a ledger ("ALLY")."""

VERSION = 17
"""How many migrations there are; kept in `PRAGMA user_version`."""

INITIAL = """
-- One row per writing command: what was typed and when (UTC).
CREATE TABLE operations (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  command TEXT NOT NULL
) STRICT;

-- A document as published. `key` is what makes two readings the same document: its address, else the id its source
-- gave it, else its text (in what was read before schema 7: else the file it stood in).
CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;

-- What a report said when it was read. A changed text is a new revision; the highest number is current.
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,                -- of everything below that the publisher wrote
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  published TEXT,                      -- ISO 8601 with the publisher's own offset; null where nothing says it
  day_only INTEGER NOT NULL,           -- 1 where `published` is known to the day
  published_source TEXT NOT NULL,      -- metadata, feed, page, mail, text, file or user
  published_raw TEXT NOT NULL,         -- the date as written
  published_flags TEXT NOT NULL,       -- JSON list: what is doubtful about it
  language TEXT NOT NULL,
  read_at TEXT NOT NULL,               -- ISO 8601, UTC
  operation INTEGER NOT NULL REFERENCES operations (id),
  UNIQUE (report, number)
) STRICT;
CREATE INDEX revisions_by_digest ON revisions (digest);
CREATE INDEX revisions_by_operation ON revisions (operation);

-- What a revision says of one talk.
CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (id),
  kind TEXT NOT NULL,
  also_kinds TEXT NOT NULL,            -- JSON list
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  basis TEXT NOT NULL,
  denied INTEGER NOT NULL,
  main INTEGER NOT NULL,               -- 0: background
  renewed INTEGER NOT NULL,
  origin TEXT NOT NULL,
  relayed_by TEXT NOT NULL,            -- JSON list
  speaker TEXT NOT NULL,
  region TEXT NOT NULL,
  subject TEXT NOT NULL,
  event_date TEXT,                     -- first day the date can mean
  event_precision TEXT,
  confidence REAL NOT NULL,
  doubts TEXT NOT NULL                 -- JSON list
) STRICT;
CREATE INDEX claims_by_revision ON claims (revision);

-- The companies of a claim, by the fullest name in the report.
CREATE TABLE claim_parties (
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  mentions TEXT NOT NULL,              -- JSON list of surface forms
  candidates TEXT NOT NULL,            -- JSON list of company ids, where the name could mean several
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_parties_by_company ON claim_parties (company, claim);

-- Quotes: `start` and `end` count characters in the revision's `field` (text or title).
CREATE TABLE evidence (
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

-- Companies. `source` is where the row came from: gazetteer (shipped), user, import, or report (a name nobody listed).
CREATE TABLE companies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  sector TEXT NOT NULL,
  common_word INTEGER NOT NULL,
  lei TEXT NOT NULL,
  cik TEXT NOT NULL,
  wikidata TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('gazetteer', 'user', 'import', 'report')),
  operation INTEGER REFERENCES operations (id)
) STRICT;

-- Every name a company goes by, its own included; `key` is the folded spelling that look-ups use.
CREATE TABLE aliases (
  key TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  name TEXT NOT NULL,
  since TEXT,
  until TEXT,
  common_word INTEGER NOT NULL,
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id),
  PRIMARY KEY (key, company)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_company ON aliases (company);

CREATE TABLE tickers (
  ticker TEXT NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  PRIMARY KEY (ticker, company)
) STRICT, WITHOUT ROWID;
CREATE INDEX tickers_by_company ON tickers (company);

-- Owners, with the days between which they were.
CREATE TABLE parents (
  company TEXT NOT NULL REFERENCES companies (id),
  parent TEXT NOT NULL,
  since TEXT,
  until TEXT,
  source TEXT NOT NULL,
  operation INTEGER REFERENCES operations (id)
) STRICT;
CREATE INDEX parents_by_company ON parents (company);

-- Facts about the ledger itself, such as which gazetteer it was seeded with.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived: each pair of companies a claim ties together (owners included), so that related claims are found fast.
CREATE TABLE claim_pairs (
  pair TEXT NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (pair, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_pairs_by_claim ON claim_pairs (claim);

-- Derived: the talks that claims add up to.
CREATE TABLE talks (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  end_reported INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  first_reported TEXT NOT NULL,        -- ISO day
  last_reported TEXT NOT NULL,         -- ISO day
  last_turn TEXT NOT NULL,             -- ISO day of the latest change of status
  regions TEXT NOT NULL,               -- JSON list
  subjects TEXT NOT NULL               -- JSON list
) STRICT, WITHOUT ROWID;
CREATE INDEX talks_by_slug ON talks (slug);
CREATE INDEX talks_by_turn ON talks (last_turn);

CREATE TABLE talk_parties (
  talk TEXT NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  company TEXT NOT NULL REFERENCES companies (id),
  PRIMARY KEY (talk, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_parties_by_company ON talk_parties (company, talk);

-- Derived: what each claim did to its talk, in order.
CREATE TABLE steps (
  talk TEXT NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  rule TEXT NOT NULL,
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  changed INTEGER NOT NULL,
  origin TEXT NOT NULL,
  new_origin INTEGER NOT NULL,
  PRIMARY KEY (talk, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX steps_by_claim ON steps (claim);
"""


def migrations() -> "Migrations":
    """The numbered migrations, in order; each brings a ledger from `user_version` n-1 to n."""
    from sqlite_utils.migrations import Migrations

    from alliance_cli.store import (
        confidence_schema,
        former,
        history_schema,
        intake_schema,
        kinship,
        large_schema,
        notes,
        packed_schema,
        pairs,
        reader_schema,
        sql_views,
        terms_schema,
    )

    ledger = Migrations("alliance")

    def by_script(name: str, script: str) -> None:
        ledger(name=name)(lambda db: _run(db, script))

    def with_views(name: str, script: str = "") -> None:
        @ledger(name=name)
        def lay(db: "Database") -> None:
            _run(db, script)
            sql_views.lay(db.conn)

    by_script("0001-initial", INITIAL)

    @ledger(name="0002-history")
    def history(db: "Database") -> None:
        _run(db, history_schema.HISTORY)
        pairs.derive_all(db.conn, kinship.Kinship(db.conn))

    by_script("0003-intake", intake_schema.INTAKE)

    ledger(name="0004-past")(_past)
    by_script("0005-chosen-feeds", intake_schema.CHOSEN_FEEDS)
    by_script("0006-readers", reader_schema.READERS)
    by_script("0007-text-keys", intake_schema.TEXT_KEYS)
    by_script("0008-former-names", former.FORMER)
    by_script("0009-notes", notes.NOTES)
    by_script("0010-confidence", confidence_schema.CONFIDENCE)

    with_views("0011-views", sql_views.CORRECTED)
    with_views("0012-terms", terms_schema.TERMS)
    with_views("0013-views-with-terms")  # the views have the terms and the roles
    ledger(name="0014-packed")(packed_schema.pack)
    by_script("0015-large", large_schema.LARGE)
    with_views("0016-views-with-roles")  # the view of talks says who buys what from whom
    with_views("0017-events-with-roles")  # the view of events, too

    return ledger


def _past(db: "Database") -> None:
    # all that a look at the past asks of revisions, without turning the pages that hold their texts
    db.conn.execute("CREATE INDEX revisions_in_time ON revisions (report, number, operation, read_at, published)")
    # ledgers of the third schema's first days have no such column
    if "size" not in {name for _, name, *_ in db.conn.execute("PRAGMA table_info(quarantine)")}:
        db.conn.execute("ALTER TABLE quarantine ADD COLUMN size INTEGER")


def _run(db: "Database", script: str) -> None:
    """Run statements one by one: `executescript` would commit the surrounding transaction."""
    import sqlite3

    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
