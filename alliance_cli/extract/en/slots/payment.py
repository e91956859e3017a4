"""What is paid with: cash, shares, or both."""

from collections.abc import Sequence

from alliance_cli.extract.en.slots.passages import Passage, Term, patterns
from alliance_cli.terms import Consideration

_SORTS = (
    ("all_cash", Consideration.CASH), ("all_shares", Consideration.SHARES), ("mixed", Consideration.MIXED),
    ("shares", Consideration.SHARES), ("cash", Consideration.CASH),
)  # fmt: skip
"""What says it, the plainest first: "all-cash" before "in cash", which may be a part of it."""


def consideration(found: Sequence[Passage]) -> Term | None:
    """What the deal is paid with, by the plainest words for it, of equals by the first."""
    said = [term for passage in found if (term := _said(passage))]
    return min(said, key=lambda term: term[0])[1] if said else None


def _said(passage: Passage) -> tuple[int, Term] | None:
    """The plainest words of a sentence, and how plain they are: cash and shares each alone may be a part."""
    low = passage.text.lower()
    if not any(word in low for word in _PAID_IN) or patterns()["no_payment"].search(passage.text):
        return None
    for rank, (name, meant) in enumerate(_SORTS):
        match = patterns()[name].search(passage.text)
        if match and _is_ours(passage, match.start()):
            return min(rank, _PART), Term({"consideration": meant}, passage, match.start(), match.end())
    return None


def _is_ours(passage: Passage, at: int) -> bool:
    """True for what the deal is paid with, not an offer before it or one of others."""
    if patterns()["former"].search(passage.text[:at]) or passage.is_of_stranger(at):
        return False
    return passage.is_of_talk(at) and not passage.is_others(at)


_PAID_IN = ("cash", "stock", "share", "paper", "equity")
"""One of them stands in whatever the patterns find."""
_PART = 3
"""From this place on words may tell of a part of what is paid."""
