"""Who says it, and which words are his."""
