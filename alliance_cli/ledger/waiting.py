"""What a talk still waits for: approvals, votes, its signing and its closing, each with its day where one is known."""

from typing import NamedTuple

from alliance_cli.partial_dates import PartialDate
from alliance_cli.terms import Terms
from alliance_cli.vocabulary import Stage, Status

CLOSING, SIGNING = "closing", "signing"
_OVER = frozenset({Stage.OPERATING, Stage.ENDED})


class Wait(NamedTuple):
    """Something that is still to come, and by when."""

    what: str
    when: PartialDate | None = None

    def __str__(self) -> str:
        return f"{self.what} {self.when}" if self.when else self.what


def waits(status: Status, stage: Stage, terms: Terms | None) -> list[Wait]:
    """What is still to come; nothing of a talk that is over, done, or of which nothing is said."""
    if terms is None or status is Status.ABANDONED or stage in _OVER or terms.closed:
        return []
    found = [Wait(SIGNING, terms.signs)] if terms.signs and stage is not Stage.AGREED and not terms.signed else []
    found += [Wait(f"approval of {name}") for name in terms.regulators]
    found += [Wait(name) for name in terms.conditions]
    return found + ([Wait(CLOSING, terms.closes)] if terms.closes else [])
