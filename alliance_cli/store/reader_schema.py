"""The sixth migration: which reader read a text, and texts that were read again.

A text that is read again keeps its revision. Claims stay append-only: what a new reading gives that no earlier one did
is stored beside them, and the claims of the latest reading count, as far as its operation does.
"""

READERS = """
-- The reader of the first reading, with its version ("rules-en/7"). Empty where nothing was read: the text is in a
-- language that no reader reads, or the user wrote it; and in what was read before readers were kept.
ALTER TABLE revisions ADD COLUMN reader TEXT NOT NULL DEFAULT '';

-- One row for each revision that a command read again.
CREATE TABLE rereadings (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (id),
  reader TEXT NOT NULL,
  operation INTEGER NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX rereadings_by_revision ON rereadings (revision);
CREATE INDEX rereadings_by_operation ON rereadings (operation);

-- All claims of such a reading. Those that an earlier one gave in every word are the same, others are `new` with it.
-- `instead` is the claim in whose place a new one came: of the same companies, of the same kind.
CREATE TABLE reread_claims (
  reading INTEGER NOT NULL REFERENCES rereadings (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  new INTEGER NOT NULL,
  instead TEXT REFERENCES claims (id),
  PRIMARY KEY (reading, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX reread_claims_by_claim ON reread_claims (claim);
CREATE INDEX reread_claims_by_instead ON reread_claims (instead) WHERE instead IS NOT NULL;

-- Derived: the claims that do not count though their revision does, for its latest reading does not give them.
CREATE TABLE replaced_claims (claim TEXT PRIMARY KEY REFERENCES claims (id)) STRICT, WITHOUT ROWID;
"""
