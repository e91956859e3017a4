"""Tokenization: a report as sentences of tokens, with what is no prose taken out."""
