"""Mention detection and typing: which words are names, and of what."""
