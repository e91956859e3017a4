"""Relation candidates: rules from cue words to the companies they tie."""
