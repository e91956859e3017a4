"""Modality, negation, ending and stage: how a sentence puts a deed."""
