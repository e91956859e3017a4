"""Which talk a typed line is of: decided by rule where it is plain, else by the user."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger.regions import disjoint
from alliance_cli.models import Kind, Status, Talk


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user wants a line: the talk of this id, or one of its own; by default where it belongs."""

    talk: str = ""
    new: bool = False

    @property
    def is_given(self) -> bool:
        """True if the user says where."""
        return bool(self.talk) or self.new


ANYWHERE = Place()
"""Where it belongs by the rules."""


@dataclass(frozen=True, slots=True)
class Line:
    """What of a typed line tells its talk. `kind` is None where none was typed, `looks_back` is true for an ending or
    a denial: they are of something that was there on its `day`.
    """

    companies: Set[str]
    kind: Kind | None
    looks_back: bool
    day: date
    region: str = ""


class UnsettledError(AllianceError):
    """A line that could be of several talks; `talks` are those that were there, nothing was stored."""

    def __init__(self, talks: Sequence[Talk]) -> None:
        super().__init__("nothing stored: whose news is it? type one of the lines above", ExitCode.USAGE)
        self.talks = tuple(talks)


def doubtful(line: Line, related: Sequence[Talk], landed: Talk | None) -> list[Talk]:
    """The talks a line could as well be of, none where it is plain.

    `related` are the talks that were there of at least two of its companies, `landed` that of them in which the rules
    put it, None where they open a new one. A line turns a talk of just its companies and its kind alone.
    """
    if landed is None:
        unclear = line.kind is None or line.looks_back
        return [t for t in related if _may_be_meant(line, t)] if unclear else []
    rivals = [t for t in related if t is not landed and _fits(line, t) and _is_open(t)] if _is_open(landed) else []
    if line.region and _is_for(line, landed):
        rivals = [t for t in rivals if _is_for(line, t)]
    if _fits(line, landed) and not rivals:
        return []
    others = [t for t in related if t is not landed and (t in rivals or _may_be_meant(line, t))]
    return [landed, *others]


def _fits(line: Line, talk: Talk) -> bool:
    """True for a talk of just these companies, and of this kind or one that says no more or no less."""
    if set(talk.parties) != line.companies:
        return False
    kinds = {talk.kind, *(step.entry.claim.kind for step in talk.steps)}
    return line.kind is None or line.kind in kinds or Kind.COOPERATION in {line.kind, talk.kind}


def _may_be_meant(line: Line, talk: Talk) -> bool:
    """True for an open talk of these companies and others, or of some of them, that had begun by then, unless its kind
    is of another family.
    """
    parties = set(talk.parties)
    nested = line.companies <= parties or parties <= line.companies
    of_kind = line.kind is None or line.kind.family is talk.kind.family
    return nested and of_kind and _is_open(talk) and talk.bearing[0].entry.day <= line.day


def _is_for(line: Line, talk: Talk) -> bool:
    return bool(talk.regions) and not disjoint([line.region], talk.regions)


def _is_open(talk: Talk) -> bool:
    return talk.status is not Status.ABANDONED
