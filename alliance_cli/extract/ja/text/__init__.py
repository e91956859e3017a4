"""Text: sentences, and what of them is read."""
