"""Factuality: who says it, and whether it is so."""
