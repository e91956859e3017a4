"""What the overview screens show, as plain values: ties between companies, figures of a ledger, what to do next."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alliance_cli.views import NoteView, TalkView


@dataclass(frozen=True)
class NodeView:
    """A company in a network: `distance` counts the ties to the nearest company asked for, `talks` those shown."""

    id: str
    name: str
    distance: int
    talks: int


@dataclass(frozen=True)
class TieView:
    """Two companies (ids) and the talks they are both parties of, the strongest first."""

    a: str
    b: str
    talks: tuple[TalkView, ...]

    @property
    def strongest(self) -> TalkView:
        """The talk that says most about the tie."""
        return self.talks[0]


@dataclass(frozen=True)
class NetworkView:
    """Companies and the ties between them. `roots` are the ids asked for; empty for the whole ledger."""

    roots: tuple[str, ...]
    depth: int
    as_of: datetime.date | None
    nodes: tuple[NodeView, ...]
    ties: tuple[TieView, ...]


@dataclass(frozen=True)
class MatrixView:
    """Companies against each other: `ties` holds those that have talks together."""

    as_of: datetime.date | None
    companies: tuple[NodeView, ...]
    ties: tuple[TieView, ...]


@dataclass(frozen=True)
class Count:
    """A label and how many talks it stands for."""

    label: str
    talks: int


@dataclass(frozen=True)
class Outcomes:
    """What became of the talks that were opened by a rumour; `open` are still rumours with news, `stale` without."""

    opened: int
    confirmed: int
    abandoned: int
    open: int
    stale: int


@dataclass(frozen=True)
class StatsView:
    """Figures of a ledger. `years` counts talks by the year they were first reported in."""

    as_of: datetime.date | None
    talks: int
    reports: int
    origins: int
    statuses: tuple[Count, ...]
    kinds: tuple[Count, ...]
    years: tuple[Count, ...]
    companies: tuple[Count, ...]
    outcomes: Outcomes


@dataclass(frozen=True)
class SourceTrouble:
    """A feed or other source that could not be read lately."""

    name: str
    problem: str
    since: str


@dataclass(frozen=True)
class DashboardView:
    """The ledger in a screenful. `first` and `last` bound the days on which its reports were published; `due` is what
    the user wanted to look at again by now.
    """

    ledger: str
    reports: int
    claims: int
    talks: int
    companies: int
    first: datetime.date | None
    last: datetime.date | None
    statuses: tuple[Count, ...]
    latest: tuple[TalkView, ...]
    rumours: tuple[TalkView, ...]
    troubles: tuple[SourceTrouble, ...]
    today: datetime.date
    due: tuple[NoteView, ...] = ()
