"""Track who is said to be talking with whom: reports in, a ledger of talks, timelines out."""

__version__ = "0.1.0"
