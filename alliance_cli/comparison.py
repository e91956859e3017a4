"""Two readings held against each other: which of their claims are the same talk, and what they say otherwise of it."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from alliance_cli import names

if TYPE_CHECKING:
    from alliance_cli.models import Claim, Kind, PartialDate, Party, Stage, Status

COMPARED = ("kind", "status", "stage", "denied")
"""Fields of which any two different values are a difference."""


class Reads(StrEnum):
    """What a reader who does not count makes of a claim: it differs, has no such talk, or is alone in having it."""

    OTHERWISE = "otherwise"
    NOT = "not"
    ALONE = "alone"


class Outline(NamedTuple):
    """What is compared of a claim; `parties` has for each name what it may be known by: its company and its key."""

    kind: "Kind"
    status: "Status"
    stage: "Stage"
    denied: bool
    event_date: "PartialDate | None"
    parties: Mapping[str, frozenset[str]]


class Unlike(NamedTuple):
    """A field of which two readings have other values, each in words: `one` has the first."""

    field: str
    one: str
    other: str


def outline(claim: "Claim") -> Outline:
    """What is compared of a claim."""
    return Outline(claim.kind, claim.status, claim.stage, claim.denied, claim.event_date, known_by(claim.parties))


def known_by(parties: "Iterable[Party]") -> dict[str, frozenset[str]]:
    """What each of these parties may be known by."""
    return {party.name: frozenset((party.company, names.key(party.name))) for party in parties}


def ties_same(one: Outline, other: Outline) -> bool:
    """True if two or more companies stand in both."""
    return len(one.parties) - len(_lacking(one, other)) > 1


_Of = TypeVar("_Of")


def nearest(one: Outline, others: Iterable[tuple[_Of, Outline]]) -> _Of | None:
    """Whichever of others is most likely the same talk: of the same companies, by kind, then by all else."""
    near = [(of, other) for of, other in others if ties_same(one, other)]
    return min(near, key=lambda pair: _distance(one, pair[1]), default=(None, None))[0]


def _distance(one: Outline, other: Outline) -> tuple[int, int]:
    kind = 0 if one.kind is other.kind else 1 if one.kind.family is other.kind.family else 2
    return kind, len(list(unlike(one, other)))


def unlike(one: Outline, other: Outline) -> Iterator[Unlike]:
    """What the two say otherwise. A date that one has less exactly, or not at all, is no difference."""
    for name in COMPARED:
        first, second = getattr(one, name), getattr(other, name)
        if first != second:
            yield Unlike(name, _shown(first), _shown(second))
    if _apart(one.event_date, other.event_date):
        yield Unlike("date", str(one.event_date), str(other.event_date))
    if _lacking(one, other) or _lacking(other, one):
        yield Unlike("parties", ", ".join(one.parties), ", ".join(other.parties))


def told(differences: Iterable[Unlike]) -> str:
    """What the other of two readings says, in words: "status confirmed, denied yes"."""
    return ", ".join(f"{found.field} {found.other}" for found in differences)


def _lacking(one: Outline, other: Outline) -> list[str]:
    """The parties of one that the other has not."""
    return [name for name, marks in one.parties.items() if not any(marks & held for held in other.parties.values())]


def _apart(one: "PartialDate | None", other: "PartialDate | None") -> bool:
    return one is not None and other is not None and not (one.start <= other.end and other.start <= one.end)


def _shown(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
