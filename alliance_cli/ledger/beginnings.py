"""How a talk began, as far as the record of who has rumours first goes by it."""

from datetime import date
from typing import NamedTuple

from alliance_cli.ledger.origins import COMPANY, SOURCES, UNKNOWN
from alliance_cli.models import Basis, Status, Step, Talk


class Beginning(NamedTuple):
    """A talk that began as a rumour of an outlet: the key of the outlet and how it was written, the day; to what, and
    on which day, the talk turned first, None where it did not.
    """

    origin: str
    written: str
    day: date
    turned: Status | None
    turned_on: date | None


def beginning(talk: Talk) -> Beginning | None:
    """How a talk began; None if not as a rumour of an outlet: with a company's word, the user's, or nobody's."""
    first = talk.bearing[0] if talk.bearing else None
    if first is None or not is_rumour(first):
        return None
    turn = next((step for step in talk.bearing if step.status is not Status.RUMOURED), None)
    entry = first.entry
    written = entry.claim.origin if entry.claim.origin != SOURCES else entry.voice or entry.publisher
    return Beginning(first.origin, written, entry.day, turn.status if turn else None, turn.entry.day if turn else None)


def is_rumour(first: Step) -> bool:
    """True for a first step that is a rumour of an outlet's."""
    by_user = first.entry.claim.basis is Basis.JUDGEMENT
    return first.status is Status.RUMOURED and not by_user and first.origin not in {COMPANY, UNKNOWN}
