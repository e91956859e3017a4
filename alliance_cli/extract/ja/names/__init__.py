"""Names: where they stand and whose they are."""
