"""The fourteenth schema: a ledger that is hardly larger than what was read into it.

Texts lie packed in a table of their own, which a look at titles and days never turns; the index of words says which
reports hold a word, no longer where; and what can be told from something else is not stored beside it.
"""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.store import readings, sql_views, words
from alliance_cli.store.packing import packed
from alliance_cli.store.reports import kept_digest

if TYPE_CHECKING:
    from sqlite_utils import Database

_PACKED = (
    """
-- The text of a revision, packed: store/packing.py says how.
CREATE TABLE texts (
  revision INTEGER PRIMARY KEY REFERENCES revisions (id),
  packed BLOB NOT NULL
) STRICT
""",
    "INSERT INTO texts SELECT id, packed(text) FROM revisions ORDER BY id",
    """
CREATE TABLE revisions_now (
  id INTEGER PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  number INTEGER NOT NULL,
  digest BLOB NOT NULL,                -- of all that the publisher wrote
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT,                      -- ISO 8601 with the publisher's own offset; null where nothing says it
  day_only INTEGER NOT NULL,           -- 1 where `published` is known to the day
  published_source TEXT NOT NULL,      -- metadata, feed, page, mail, text, file or user
  published_raw TEXT,                  -- the date as written; null where that is `published`
  published_flags TEXT NOT NULL,       -- JSON list: what is doubtful about it
  language TEXT NOT NULL,
  read_at TEXT NOT NULL,               -- ISO 8601, UTC
  operation INTEGER NOT NULL REFERENCES operations (id),
  reader TEXT NOT NULL DEFAULT '',     -- of the first reading, with its version ("rules-en/7")
  UNIQUE (report, number)
) STRICT
""",
    "INSERT INTO revisions_now SELECT id, report, number, as_bytes(digest), publisher, url, title, published, day_only,"
    " published_source, CASE WHEN published_raw IS published THEN NULL ELSE published_raw END, published_flags,"
    " language, read_at, operation, reader FROM revisions ORDER BY id",
    "DROP TABLE revisions",
    "ALTER TABLE revisions_now RENAME TO revisions",
    "CREATE INDEX revisions_by_digest ON revisions (substr(digest, 1, 12))",
    "CREATE INDEX revisions_by_operation ON revisions (operation)",
    # the id of a report is made of its key, so none is looked for by the key; `odd`: but in ledgers of old
    "CREATE TABLE reports_now (id TEXT PRIMARY KEY, key TEXT NOT NULL, odd INTEGER NOT NULL) STRICT",
    "INSERT INTO reports_now SELECT id, key, id <> report_id(key) FROM reports ORDER BY rowid",
    "DROP TABLE reports",
    "ALTER TABLE reports_now RENAME TO reports",
    "CREATE INDEX odd_reports ON reports (key) WHERE odd = 1",
    "CREATE TABLE readings_now (digest BLOB PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revisions (id))"
    " STRICT, WITHOUT ROWID",
    "INSERT INTO readings_now SELECT reading(digest), revision FROM readings ORDER BY 1",
    "DROP TABLE readings",
    "ALTER TABLE readings_now RENAME TO readings",
)


def pack(db: "Database") -> None:
    """Bring a ledger to this schema. Foreign keys must be off."""
    from alliance_cli.ledger.identity import report_id

    conn: sqlite3.Connection = db.conn
    functions: dict[str, Callable[[str], str | bytes]] = {
        "packed": packed, "as_bytes": kept_digest, "report_id": report_id, "reading": readings.kept,
    }  # fmt: skip
    for name, function in functions.items():
        conn.create_function(name, 1, function, deterministic=True)
    sql_views.take_away(conn)
    conn.execute("PRAGMA legacy_alter_table = ON")  # a renamed table takes no reference to another of its name along
    for statement in _PACKED:
        conn.execute(statement)
    conn.execute("PRAGMA legacy_alter_table = OFF")
    words.refill(conn)
    sql_views.lay(conn)
