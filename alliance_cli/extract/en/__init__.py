"""The English pack: everything that compares a word with a word."""
