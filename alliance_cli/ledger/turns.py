"""What changed in the terms of a talk between two moments: a raised price, a moved closing, a lowered stake."""

from collections.abc import Iterator
from typing import NamedTuple

from alliance_cli.terms import UNSAID, Terms


class TermsTurn(NamedTuple):
    """A term that is not what it was: what happened to it, and what it was and is, in words."""

    what: str
    was: str
    now: str


def turns(before: Terms | None, after: Terms | None) -> Iterator[TermsTurn]:
    """The terms that had been said and are said otherwise now, and a closing that is told for the first time."""
    old, new = before or UNSAID, after or UNSAID
    if old.value and new.value and (old.value, old.currency) != (new.value, new.currency):
        way = _way(old.value, new.value) if old.currency == new.currency else "changed"
        yield TermsTurn(f"value {way}", f"{old.currency} {old.value:,}", f"{new.currency} {new.value:,}")
    if old.stake and new.stake and old.stake != new.stake:
        yield TermsTurn(f"stake {_way(old.stake, new.stake)}", f"{old.stake:g}%", f"{new.stake:g}%")
    for name, what in (("signs", "signing moved"), ("closes", "closing moved")):
        was, now = getattr(old, name), getattr(new, name)
        if was and now and was != now:
            yield TermsTurn(what, str(was), str(now))
    if new.closed and not old.closed:
        yield TermsTurn("closed", str(old.closes or ""), str(new.closed))
    if old.consideration and new.consideration and old.consideration is not new.consideration:
        yield TermsTurn("payment changed", str(old.consideration), str(new.consideration))


def _way(before: float, after: float) -> str:
    return "raised" if after > before else "lowered"
