"""What the screens show, as plain values: services fill them, renderers turn them into text.

Named tuples, not dataclasses: every command that reads the ledger loads them, and they cost a sixth to define; with
types that are there, not postponed as text, half of that again.
"""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.vocabulary import Kind, Role, Stage, Status

if TYPE_CHECKING:
    from alliance_cli.models import Claim, Evidence, PartialDate
    from alliance_cli.terms import Terms


class NoteView(NamedTuple):
    """The user's own words on a talk or a company, no claim and no quote; `number` counts those on it from 1.

    `sort` is `note`, `tag`, `link`, `owner` or `due`; `value` the words, the tag, the address, who, or the day; `label`
    what a link or a day is of. `about` is its id, `called` what it is called.
    """

    id: int
    number: int
    sort: str
    subject: str
    about: str
    called: str
    value: str
    label: str
    made: datetime.date


class EventView(NamedTuple):
    """One line of a timeline: what turned, who had it, in which words.

    `status` is that of the talk after the event, `claim` what was claimed, its origin as it is shown. `more_reports`
    counts later reports that added nothing. `number` is the place of the claim in its talk, from 1.
    """

    date: "PartialDate"
    published: datetime.date | None
    status: Status
    claim: "Claim"
    publisher: str
    title: str
    url: str
    quote: str
    report_id: str
    claim_id: str
    rule: str
    changed: bool
    more_reports: int = 0
    number: int = 0


class TalkView(NamedTuple):
    """A talk with the names of its parties and, where asked for, its events in order.

    `former` are ids and slugs by which it was called before, and still is found; `notes` are the user's own.
    `roles` say what each party is, `terms` which terms hold (None: nothing is said of any).
    `left_out` is how many events between the first and the second are not among them.
    """

    id: str
    slug: str
    parties: tuple[str, ...]
    party_ids: tuple[str, ...]
    kind: Kind
    status: Status
    stage: Stage
    stale: bool
    end_reported: bool
    origins: int
    reports: int
    first_reported: datetime.date
    last_reported: datetime.date
    last_turn: datetime.date
    regions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    notes: tuple[NoteView, ...] = ()
    events: tuple[EventView, ...] = ()
    confirmation_reported: bool = False
    confidence: float = 1.0
    doubtful: bool = False
    on_hold: bool = False
    roles: tuple[Role, ...] = ()
    terms: "Terms | None" = None
    left_out: int = 0


class TimelineView(NamedTuple):
    """The talks of one company, or of several with each other."""

    companies: tuple[str, ...]
    as_of: datetime.date | None
    talks: tuple[TalkView, ...]


class StepView(NamedTuple):
    """One claim of a talk with the rule it met, its quotes and who read it ("" for nobody), for `why`.

    `date_doubts` says in words what is doubtful about the report's date. `reviewed` holds what the user corrected in
    review, empty where they accepted the claim as it was read, and is None where they said nothing of it.
    """

    number: int
    event: EventView
    explanation: str
    evidence: "tuple[Evidence, ...]"
    date_doubts: tuple[str, ...] = ()
    reviewed: Mapping[str, str] | None = None
    reader: str = ""


class JudgementView(NamedTuple):
    """What the user decided of a talk beside its status: its kind, that it was split, joined or is none."""

    verdict: str
    value: str
    reason: str
    made: datetime.date
    about: str


class WhyView(NamedTuple):
    """A talk and every claim in it, in the order of the fold, and what the user decided of it.

    Of a talk of very many claims there may be less: all from the claim with the number `first` on, and before it those
    that a verdict rests on.
    """

    talk: TalkView
    steps: tuple[StepView, ...]
    judgements: tuple[JudgementView, ...] = ()
    first: int = 1

    @property
    def shown(self) -> tuple[StepView, ...]:
        """Those from the first to be shown on."""
        return tuple(step for step in self.steps if step.number >= self.first)


class CompanyView(NamedTuple):
    """A company with its names; `talks` counts the talks it is a party of."""

    id: str
    name: str
    country: str
    sector: str
    talks: int
    source: str
    aliases: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    not_same: tuple[str, ...] = ()
    notes: tuple[NoteView, ...] = ()
