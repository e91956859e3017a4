"""Patterns for LIKE, of text from outside."""

from typing import Final

_LONGEST: Final = 5_000
"""So many characters are compared: nothing in a ledger that is looked for so is longer, and SQLite refuses patterns of
over 50,000 bytes.
"""


def beginning_with(text: str) -> str:
    """What is LIKE it, with `ESCAPE '\\'`, begins with the text, whatever the case."""
    return text[:_LONGEST].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
