"""The tenth schema: how sure a talk is, and whether it is on hold."""

CONFIDENCE = """
-- 1 where the report says that it is paused, and not over.
ALTER TABLE claims ADD COLUMN on_hold INTEGER NOT NULL DEFAULT 0;

-- Derived: 1 where one doubtful claim has a party or a filing confirm a rumour.
ALTER TABLE talks ADD COLUMN confirmation_reported INTEGER NOT NULL DEFAULT 0;
-- Derived: the confidence of its independent claims together.
ALTER TABLE talks ADD COLUMN confidence REAL NOT NULL DEFAULT 1;
-- Derived: 1 where no claim of it was read surely.
ALTER TABLE talks ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
-- Derived: 1 while it is said to be paused.
ALTER TABLE talks ADD COLUMN on_hold INTEGER NOT NULL DEFAULT 0;
CREATE INDEX doubtful_talks ON talks (doubtful) WHERE doubtful = 1;

-- The talks of an older ledger are derived again when it is opened next.
INSERT OR REPLACE INTO meta SELECT 'derive', '1' WHERE EXISTS (SELECT 1 FROM claims);
"""
