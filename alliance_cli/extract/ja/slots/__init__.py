"""The other fields of a claim in Japanese: where, when, and the terms of the deal."""
