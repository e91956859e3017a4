"""Whom words without a name stand for."""
