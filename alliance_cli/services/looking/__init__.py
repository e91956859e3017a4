"""Talks, companies and sources out of the ledger, as the screens show them."""
