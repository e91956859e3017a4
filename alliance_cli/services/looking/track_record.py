"""Who had the news first, and how it turned out: the track record of origins, and the publishers that relay."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import NamedTuple, Protocol

from alliance_cli import names
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger.beginnings import Beginning, beginning
from alliance_cli.ledger.intervals import jeffreys
from alliance_cli.ledger.odds import CLEAR_FROM
from alliance_cli.ledger.origins import COMPANY, UNKNOWN, origin_of
from alliance_cli.models import Basis, Entry, Kind, Role, Stage, Status, Talk
from alliance_cli.outlets import key as outlet_key
from alliance_cli.outlets import outlet
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.selection import Moment, look
from alliance_cli.store import lookup, rumoured, steps

WINDOW = timedelta(days=365)
"""What a rumour comes to within a year counts, as in the study of Ahern and Sosyura (2015)."""

ENOUGH = 5
"""Below so many resolved rumours a rate says nothing."""


class Outcome(StrEnum):
    """What became of a rumour within a year. `stale`: nothing more was heard, or a year went by."""

    CONFIRMED = "confirmed"
    ABANDONED = "abandoned"
    OPEN = "open"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Rumour:
    """A talk that began as a rumour: who had it first, when, how far it was said to be then, and what became of it
    after how many days. `clear` and `listed` say of its first claim that it was clearly read, of companies on a list.
    """

    talk: str
    slug: str
    parties: tuple[str, ...]
    kind: Kind
    origin: str
    first: date
    outcome: Outcome
    days: int | None
    stage: Stage
    roles: tuple[Role, ...] = ()
    clear: bool = True
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """The rumours one origin had first. `rate` is confirmed among resolved, None below `ENOUGH`; so is the interval."""

    origin: str
    rumours: int
    confirmed: int
    abandoned: int
    open: int
    stale: int
    median_days: float | None
    rate: float | None
    low: float | None
    high: float | None

    @property
    def resolved(self) -> int:
        """Rumours that came true, were ended, or came to nothing within a year."""
        return self.confirmed + self.abandoned + self.stale


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher: how many of its reports carry a claim, how many of those relay another outlet, and whom most."""

    publisher: str
    reports: int
    relayed: int
    own: int
    relays: str


class _Opening(NamedTuple):
    """How a talk began, and the first step that was more, or less, than a rumour."""

    id: str
    slug: str
    parties: tuple[str, ...]
    kind: Kind
    last_reported: date
    began: Beginning | None
    stage: Stage
    doubtful: bool
    roles: tuple[Role, ...]
    first: Entry


def rumours(conn: sqlite3.Connection, moment: Moment, *, doubtful: bool = False) -> list[Rumour]:
    """Every talk that began as a rumour of an outlet's, first ones first; doubtful talks only with `doubtful`."""
    began = [o for o in _openings(conn, moment) if o.began is not None and (doubtful or not o.doubtful)]
    shown = _most_written((o.began.origin, o.began.written) for o in began if o.began)
    labels = lookup.display_names(conn, {party for o in began for party in o.parties})
    unlisted = lookup.known_from_reports(conn, {company for o in began for company in o.first.companies})
    made = [_rumour(o, moment, shown, labels, unlisted) for o in began]
    return sorted(made, key=lambda r: (r.first, r.talk))


def all_records(conn: sqlite3.Connection, moment: Moment, *, doubtful: bool = False) -> list[Record]:
    """The track record of each origin, most rumours first, as `records` of all `rumours`; of a ledger's present out of
    what is stored of its talks, however many there are.
    """
    if moment.is_past:
        return records(rumours(conn, moment, doubtful=doubtful))
    look(conn, moment)
    began = rumoured.beginnings(conn, doubtful=doubtful)
    shown = _most_written((one.origin, one.written) for one in began)
    told = (_Told(shown.get(one.origin) or one.origin, *_outcome_of(one, one.last_reported, moment)) for one in began)
    return records(list(told))


class _Told(NamedTuple):
    """Of a rumour what its record is made of."""

    origin: str
    outcome: Outcome
    days: int | None


class _Ended(Protocol):
    @property
    def origin(self) -> str: ...

    @property
    def outcome(self) -> Outcome: ...

    @property
    def days(self) -> int | None: ...


class _Begun(Protocol):
    """When a talk began, and to what it turned first, and when."""

    @property
    def day(self) -> date: ...

    @property
    def turned(self) -> Status | None: ...

    @property
    def turned_on(self) -> date | None: ...


def _openings(conn: sqlite3.Connection, moment: Moment) -> list[_Opening]:
    """How the talks began; of those stored only what is needed is read."""
    if moment.is_past:
        return [_opening(talk, talk.last_reported) for talk in finding.talks_with(conn, [], moment)]
    began = steps.rumours_and_turns(conn)
    found = finding.talks_of_steps(conn, began)
    return [_opening(talk, last) for talk, last in found]


def _opening(talk: Talk, last_reported: date) -> _Opening:
    first = talk.bearing[0]
    return _Opening(
        talk.id, talk.slug, talk.parties, talk.kind, last_reported, beginning(talk), first.stage, talk.doubtful,
        talk.roles, first.entry,
    )  # fmt: skip


def _most_written(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each origin's key -> the way it is written most often where it had a rumour first."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for key, written in found:
        seen[key][outlet(written)] += 1
    return {key: max(counts, key=lambda name: (counts[name], name)) for key, counts in seen.items()}


def _rumour(
    talk: _Opening, moment: Moment, shown: dict[str, str], labels: dict[str, str], unlisted: AbstractSet[str]
) -> Rumour:  # fmt: skip
    began = talk.began
    assert began is not None
    outcome, days = _outcome_of(began, talk.last_reported, moment)
    return Rumour(
        talk.id, talk.slug, tuple(labels[p] for p in talk.parties), talk.kind, shown.get(began.origin) or began.origin,
        began.day, outcome, days, talk.stage, talk.roles, talk.first.claim.confidence >= CLEAR_FROM,
        unlisted.isdisjoint(talk.first.companies),
    )  # fmt: skip


def _outcome_of(began: _Begun, last_reported: date, moment: Moment) -> tuple[Outcome, int | None]:
    """What became of a rumour within a year, and after how many days."""
    first = began.day
    if began.turned_on is not None and began.turned_on <= first + WINDOW:
        outcome = Outcome.CONFIRMED if began.turned is Status.CONFIRMED else Outcome.ABANDONED
        return outcome, (began.turned_on - first).days
    silent = (moment.day - last_reported).days > moment.stale_days
    if began.turned_on is not None or moment.day > first + WINDOW or silent:
        return Outcome.STALE, None
    return Outcome.OPEN, None


def records(found: Sequence[_Ended]) -> list[Record]:
    """The track record of each origin, most rumours first."""
    by_origin: dict[str, list[_Ended]] = defaultdict(list)
    for rumour in found:
        by_origin[rumour.origin].append(rumour)
    made = [record(origin, listed) for origin, listed in by_origin.items()]
    return sorted(made, key=lambda r: (-r.rumours, r.origin))


def record(origin: str, listed: Sequence[_Ended]) -> Record:
    """The track record of these rumours."""
    counts = Counter(rumour.outcome for rumour in listed)
    days = [rumour.days for rumour in listed if rumour.days is not None]
    hits = counts[Outcome.CONFIRMED]
    resolved = hits + counts[Outcome.ABANDONED] + counts[Outcome.STALE]
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    if resolved >= ENOUGH:
        rate = hits / resolved
        low, high = jeffreys(hits, resolved)
    return Record(
        origin, len(listed), hits, counts[Outcome.ABANDONED], counts[Outcome.OPEN], counts[Outcome.STALE],
        float(median(days)) if days else None, rate, low, high,
    )  # fmt: skip


def outlets(conn: sqlite3.Connection, moment: Moment, *, doubtful: bool = False) -> list[Outlet]:
    """The publishers of the reports in talks, most reports first; of doubtful talks only with `doubtful`."""
    reports: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    talks_of = (talk for talk in finding.talks_with(conn, [], moment) if doubtful or not talk.doubtful)
    for entry in finding.entries_in(talks_of):
        if entry.publisher and entry.claim.basis is not Basis.JUDGEMENT:
            origin = origin_of(entry)
            whose = "" if origin in {COMPANY, UNKNOWN, outlet_key(entry.publisher)} else entry.claim.origin
            reports[outlet(entry.publisher)][entry.report].add(outlet(whose))
    made = [_outlet(publisher, by_report) for publisher, by_report in reports.items()]
    return sorted(made, key=lambda o: (-o.reports, o.publisher))


def _outlet(publisher: str, by_report: dict[str, set[str]]) -> Outlet:
    relays = Counter(origin for origins in by_report.values() for origin in origins if origin)
    relayed = sum(any(origins) for origins in by_report.values())
    most = max(relays, key=lambda o: (relays[o], o)) if relays else ""
    return Outlet(publisher, len(by_report), relayed, len(by_report) - relayed, most)


def of_origin(conn: sqlite3.Connection, text: str, moment: Moment, *, doubtful: bool = False) -> list[Rumour]:
    """The rumours that this origin had first. Raises AllianceError (1) if it had none."""
    key = outlet_key(text)
    everyone = rumours(conn, moment, doubtful=doubtful)
    found = [rumour for rumour in everyone if outlet_key(rumour.origin) == key]
    if not found:
        from alliance_cli import resolve

        near = resolve.nearest(text, {names.fold(r.origin) for r in everyone})
        hint = f"; did you mean {' or '.join(f'“{n}”' for n in near)}?" if near else ""
        raise AllianceError(f"no rumour was first reported by “{text}”{hint}", ExitCode.NOT_FOUND)
    return found
