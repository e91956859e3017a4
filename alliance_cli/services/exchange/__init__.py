"""Whole ledgers and lists in and out, in formats of other programs."""
