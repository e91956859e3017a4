"""Tests of the project; `python -m tests.accuracy` reports how well passages are read."""
