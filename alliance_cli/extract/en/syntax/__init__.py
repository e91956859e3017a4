"""Shallow parsing: noun phrases, lists, asides, who stands as subject or object."""
