"""The fifteenth schema: what is asked for every day takes no longer in a ledger of a million reports."""

LARGE = """
-- Derived: of a talk that began as a rumour of an outlet, the key of the outlet (else empty), how it was written, the
-- day, and to what and when the talk turned first.
ALTER TABLE talks ADD COLUMN began_by TEXT NOT NULL DEFAULT '';
ALTER TABLE talks ADD COLUMN began_as TEXT NOT NULL DEFAULT '';
ALTER TABLE talks ADD COLUMN began_on TEXT;
ALTER TABLE talks ADD COLUMN turned_to TEXT;
ALTER TABLE talks ADD COLUMN turned_on TEXT;

CREATE INDEX rumoured_talks ON talks (last_reported, id) WHERE status = 'rumoured';
CREATE INDEX opening_rumours ON steps (talk) WHERE rule = 'opens' AND status = 'rumoured';

-- What there is to review.
CREATE INDEX doubted_claims ON claims (id) WHERE confidence < 0.5 OR doubts <> '[]';
CREATE INDEX chosen_steps ON steps (claim) WHERE choices > 1;
CREATE INDEX reported_steps ON steps (claim) WHERE rule IN ('confirmation-reported', 'end-reported');
CREATE INDEX ambiguous_parties ON claim_parties (claim) WHERE candidates <> '[]';

-- The talks of an older ledger are derived again when it is opened next.
INSERT OR REPLACE INTO meta SELECT 'derive', '1' WHERE EXISTS (SELECT 1 FROM claims);
"""
