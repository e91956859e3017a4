"""What is paid with: cash, shares, or both."""

from collections.abc import Sequence
from typing import Final

from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.ja.slots.passages import Passage, Term
from alliance_cli.terms import Consideration

_SORTS: Final = (
    ("paid in both", Consideration.MIXED), ("paid in shares", Consideration.SHARES),
    ("paid in cash", Consideration.CASH),
)  # fmt: skip
"""What says it: both before either, which may be a part of it."""


def consideration(found: Sequence[Passage]) -> Term | None:
    """What the deal is paid with, by the first sentence that says so; nothing where sentences differ."""
    said = [term for passage in found if (term := _said(passage)) is not None]
    return said[0] if len({term.values["consideration"] for term in said}) == 1 else None


def _said(passage: Passage) -> Term | None:
    if shape("not paid so").search(passage.text):
        return None
    for name, meant in _SORTS:
        for match in shape(name).finditer(passage.text):
            undone = shape("done before").match(passage.behind(match.end())) or shape("not so").match(
                passage.behind(match.end())
            )
            if passage.is_of_talk(match.start()) and not undone:
                return Term({"consideration": meant}, passage, *match.span())
    return None
