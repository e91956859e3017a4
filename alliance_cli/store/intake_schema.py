"""The third migration: what comes in by itself, and what could not be read.

None of it says anything of companies or talks but `copy_pairs`, which follows from the texts. `feeds`, `quarantine` and
`news` hold the state of work to do; their rows change and go.
"""

INTAKE = """
-- Feeds to read, with their state.
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,            -- a web address, or the path of a file
  name TEXT NOT NULL,
  publisher TEXT NOT NULL,             -- what to call the outlet; empty: as the feed says
  site TEXT NOT NULL,
  folder TEXT NOT NULL,
  every INTEGER NOT NULL,              -- seconds between two fetches; 0: at every run
  whole INTEGER NOT NULL,              -- 1: fetch the pages of entries that are only announced
  paused TEXT NOT NULL,                -- why it is paused; empty: it is not
  added_at TEXT NOT NULL,              -- ISO 8601, UTC, as are all times below
  last_attempt TEXT,
  last_success TEXT,
  last_whole TEXT,                     -- when its entries were last sent, not only said to be unchanged
  failures INTEGER NOT NULL DEFAULT 0, -- in a row
  next_due TEXT,
  last_error TEXT NOT NULL DEFAULT '',
  error_passes INTEGER NOT NULL DEFAULT 0,
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL DEFAULT '',     -- of the body that was read last
  moved_to TEXT NOT NULL DEFAULT '',   -- where it says it has moved for good
  moved_times INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What could not be read, kept until it can be or is dropped.
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,            -- the same thing met again is no second row
  source TEXT NOT NULL,                -- web, feed or input
  locator TEXT NOT NULL,
  publisher TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  code INTEGER NOT NULL,
  passing INTEGER NOT NULL,            -- 1: another try later makes sense
  raw BLOB,                            -- zlib; null where only the locator is known
  size INTEGER,                        -- its bytes before that
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_try TEXT                        -- null: only on demand
) STRICT;
CREATE INDEX quarantine_by_try ON quarantine (next_try) WHERE next_try IS NOT NULL;

-- Which revision a report as it came in was stored as, so that it is not read a second time.
CREATE TABLE readings (
  digest TEXT PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (id)
) STRICT, WITHOUT ROWID;

-- The texts of revisions with claims in short, to find copies by.
CREATE TABLE signatures (
  revision INTEGER PRIMARY KEY REFERENCES revisions (id),
  version TEXT NOT NULL,
  signature BLOB NOT NULL
) STRICT;

-- Derived: revisions of two reports that share a pair of companies and are one text.
CREATE TABLE copy_pairs (
  one INTEGER NOT NULL REFERENCES revisions (id),
  other INTEGER NOT NULL REFERENCES revisions (id),
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_pairs_by_other ON copy_pairs (other);

-- Talks that are new or turned, to be told of once.
CREATE TABLE news (
  id INTEGER PRIMARY KEY,
  talk TEXT NOT NULL,
  before TEXT NOT NULL,                -- the status it had; empty for a new talk
  status TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TABLE told (
  channel TEXT NOT NULL,
  talk TEXT NOT NULL,
  status TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (channel, talk, status)
) STRICT, WITHOUT ROWID;

-- Talks of an older ledger were folded without regard to copies.
INSERT OR REPLACE INTO meta SELECT 'derive', '1' WHERE EXISTS (SELECT 1 FROM claims);
"""

CHOSEN_FEEDS = """
-- What a command chose of a feed. Which feeds are there, and which are paused by hand, follows from those that count.
CREATE TABLE feed_choices (
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL,               -- the number of the feed, which no other ever gets
  choice TEXT NOT NULL CHECK (choice IN ('add', 'pause', 'resume', 'remove')),
  value TEXT NOT NULL,                 -- of an added one its settings as JSON, of a paused one why; else empty
  operation INTEGER REFERENCES operations (id)  -- null: from before choices were kept
) STRICT;
CREATE INDEX feed_choices_by_feed ON feed_choices (feed);
CREATE INDEX feed_choices_by_operation ON feed_choices (operation);
INSERT INTO feed_choices (feed, choice, value)
  SELECT id, 'add', json_object('url', url, 'name', name, 'publisher', publisher, 'site', site, 'folder', folder,
    'every', every, 'whole', whole, 'added_at', added_at) FROM feeds ORDER BY id;
INSERT INTO feed_choices (feed, choice, value) SELECT id, 'pause', paused FROM feeds WHERE paused <> '' ORDER BY id;
"""

TEXT_KEYS = """
-- Derived: keys that texts share which are nearly the same, of reports that name neither an address nor an id of their
-- own. An edited text is found by them, wherever it lies now.
CREATE TABLE text_keys (
  key INTEGER NOT NULL,
  report TEXT NOT NULL REFERENCES reports (id),
  PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;
INSERT OR REPLACE INTO meta SELECT 'derive', '1' WHERE EXISTS (SELECT 1 FROM reports);
"""
"""The seventh migration: reports are found again by nearly the same text, not by the file they lay in."""
