"""The twelfth schema: the terms of deals, and what each party of a talk is."""

_OF_BOTH = """
ALTER TABLE {table} ADD COLUMN value INTEGER;                            -- whole units of the currency
ALTER TABLE {table} ADD COLUMN currency TEXT NOT NULL DEFAULT '';        -- ISO 4217
ALTER TABLE {table} ADD COLUMN exactness TEXT;                           -- exact, about, up-to, at-least
ALTER TABLE {table} ADD COLUMN valuation TEXT;                           -- equity, enterprise
ALTER TABLE {table} ADD COLUMN stake REAL;                               -- percent
ALTER TABLE {table} ADD COLUMN stake_exactness TEXT;
ALTER TABLE {table} ADD COLUMN stake_from REAL;
ALTER TABLE {table} ADD COLUMN control INTEGER NOT NULL DEFAULT 0;
ALTER TABLE {table} ADD COLUMN consideration TEXT;                       -- cash, shares, mixed
ALTER TABLE {table} ADD COLUMN signs TEXT;                               -- ISO day, the first that is meant
ALTER TABLE {table} ADD COLUMN signs_precision TEXT;
ALTER TABLE {table} ADD COLUMN signed TEXT;
ALTER TABLE {table} ADD COLUMN signed_precision TEXT;
ALTER TABLE {table} ADD COLUMN closes TEXT;
ALTER TABLE {table} ADD COLUMN closes_precision TEXT;
ALTER TABLE {table} ADD COLUMN closed TEXT;
ALTER TABLE {table} ADD COLUMN closed_precision TEXT;
ALTER TABLE {table} ADD COLUMN break_fee INTEGER;
ALTER TABLE {table} ADD COLUMN break_fee_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE {table} ADD COLUMN advisers TEXT NOT NULL DEFAULT '[]';      -- JSON lists
ALTER TABLE {table} ADD COLUMN regulators TEXT NOT NULL DEFAULT '[]';
ALTER TABLE {table} ADD COLUMN conditions TEXT NOT NULL DEFAULT '[]';
"""

TERMS = (
    _OF_BOTH.format(table="claims")
    + "-- Derived: of a talk the terms that hold.\n"
    + _OF_BOTH.format(table="talks")
    + """
-- Derived: what the party is in the talk.
ALTER TABLE talk_parties ADD COLUMN role TEXT NOT NULL DEFAULT 'partner';

-- The talks of an older ledger are derived again when it is opened next.
INSERT OR REPLACE INTO meta SELECT 'derive', '1' WHERE EXISTS (SELECT 1 FROM claims);
"""
)
