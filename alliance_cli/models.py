"""The vocabulary of the project as plain values: report, claim, evidence, company, talk, event.

Everything here is immutable and free of I/O, so that each layer can hand values to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alliance_cli.partial_dates import MONTHS, PartialDate, Precision
from alliance_cli.terms import UNSAID, Terms
from alliance_cli.vocabulary import UNREVIEWED, Basis, Family, Kind, Role, Stage, Status, Verdict, is_stale

__all__ = [
    "Alias", "Basis", "Change", "Claim", "Company", "Entry", "Evidence", "Family", "Judgement", "Kind", "Parent",
    "PartialDate", "Party", "Precision", "Published", "Report", "Role", "Stage", "Status", "Step", "Talk", "Terms",
    "Verdict",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published.

    `at` always carries a zone; where only a day is known it is midnight UTC of that day and `day_only`
    is true. Where only a month or a year is known it is the last day of that, flagged so, and `when` is the span.
    `source` says where the date came from: `metadata`, `feed`, `page`, `mail`, `text`, `file` or `user`. `raw` is the
    date as written; `flags` names what is doubtful about it (listed in `dates.published`).
    """

    at: datetime
    day_only: bool = False
    source: str = "metadata"
    raw: str = ""
    flags: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The calendar day in the publisher's own zone; of a month or a year the last one."""
        return self.at.date()

    @property
    def when(self) -> PartialDate:
        """The day, or the month or year of which no day is named."""
        precision = next((p for p in Precision if f"{p}-only" in self.flags), Precision.DAY)
        months = MONTHS.get(precision, 0)
        first = (self.day.month - 1) // months * months + 1 if months else self.day.month
        return PartialDate(self.day.replace(month=first, day=1) if months else self.day, precision)


@dataclass(frozen=True, slots=True)
class Report:
    """One document as published. `title` and `text` are what was read; empty strings where unknown.

    `record_id` is the id the input itself gave the record, `locator` where it was found (file, line). `undated` is the
    date as written where it could not be read.
    """

    title: str
    text: str
    publisher: str = ""
    url: str = ""
    published: Published | None = None
    record_id: str = ""
    locator: str = ""
    undated: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and where it stands: `field` is `text` or `title`, offsets count characters in that field.

    `rule` names the rule or model that read it.
    """

    quote: str
    start: int
    end: int
    rule: str
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Party:
    """A company in a claim: the fullest name in the report, the company it resolves to, all its surface forms.

    `company` is the id of a known company or, for a name nobody listed, the id made from the name itself
    (`names.company_id`); `candidates` holds the ids when the name could mean several.
    """

    name: str
    company: str
    mentions: tuple[str, ...] = ()
    role: Role = Role.PARTNER
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim(Terms):
    """What one report says of one talk, the terms of the deal among it.

    `origin` is an outlet's name, `company`, `sources` or `unknown`; `relayed_by` the outlets between the origin and
    the publisher. `main` is false for background. `renewed` is true where the report says that something ended was
    taken up again, `on_hold` where it says that it is paused. `confidence` is 0 to 1; `doubts` says in
    words why it is not 1.
    """

    parties: tuple[Party, ...]
    kind: Kind
    status: Status
    stage: Stage
    basis: Basis
    origin: str = "unknown"
    also_kinds: tuple[Kind, ...] = ()
    denied: bool = False
    main: bool = True
    renewed: bool = False
    on_hold: bool = False
    region: str = ""
    subject: str = ""
    event_date: PartialDate | None = None
    relayed_by: tuple[str, ...] = ()
    speaker: str = ""
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a company, with the days between which it was in use (open where None)."""

    name: str
    since: date | None = None
    until: date | None = None
    common_word: bool = False


@dataclass(frozen=True, slots=True)
class Parent:
    """An owner of a company and the days between which it was (open where None)."""

    company: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """A canonical name with aliases, identifiers, country (ISO 3166 alpha-2) and parents.

    `further` are (scheme, value) of other registrations under the same name: the other half of a dual listing, a unit.
    """

    id: str
    name: str
    country: str = ""
    tickers: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    parents: tuple[Parent, ...] = ()
    sector: str = ""
    common_word: bool = False
    lei: str = ""
    cik: str = ""
    wikidata: str = ""
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as the ledger holds it, with what the fold needs to know of its report.

    `companies` are canonical ids in the order of the claim, `roles` what each of them is in it; `owned` holds (company,
    owner) for those that had one on the day, so that a unit and its owner can stand for each other. `voice` is the
    outlet whose unnamed sources speak: the publisher, or for a copy the outlet it was copied from. `read_at` is when
    this ledger read it (UTC). `place` counts the claims of a report from 0; `arrived` tells in which order the reports
    came into the ledger. `undated` is as in `Report`; `corrected` is true where a review had a word on the
    claim.
    """

    id: str
    report: str
    claim: Claim
    companies: tuple[str, ...]
    published: Published | None
    read_at: datetime
    publisher: str = ""
    title: str = ""
    url: str = ""
    voice: str = ""
    place: int = 0
    arrived: int = 0
    owned: tuple[tuple[str, str], ...] = ()
    undated: str = ""
    corrected: bool = False
    roles: tuple[Role, ...] = ()

    @property
    def day(self) -> date:
        """The day that orders the claim: the last day of its event date, never after publication; else publication."""
        published = self.published.day if self.published else self.read_at.date()
        return min(self.claim.event_date.end, published) if self.claim.event_date else published


@dataclass(frozen=True, slots=True)
class Step:
    """What one claim did to a talk: the rule it met, and the status and stage after it.

    `choices` counts the talks that the claim could have joined, this one included.
    """

    entry: Entry
    rule: str
    status: Status
    stage: Stage
    changed: bool
    origin: str
    new_origin: bool
    choices: int = 1

    @property
    def counts(self) -> bool:
        """False for a claim that counts for nothing until somebody reviewed it."""
        return self.rule != UNREVIEWED


@dataclass(frozen=True, slots=True)
class Judgement:
    """The user's word on a talk, held by claims: those of the talk (or talks) it was passed on.

    `number` orders judgements as they were passed. `value` is the status or kind; `apart` holds the claims that a split
    sets apart; `claim` is the user's own claim where the judgement is of the status. `talk` is what the talk was called
    then. `others` are the claims of talks of the same companies that the user knew of and did not name.
    """

    number: int
    verdict: Verdict
    claims: frozenset[str]
    reason: str
    made_at: datetime
    value: str = ""
    apart: frozenset[str] = frozenset()
    claim: str = ""
    talk: str = ""
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Talk:
    """The thread that claims add up to. `parties` are company ids, `roles` what each of them is; `origins` counts
    independent origins; `terms` are those that hold (`ledger.terms`).

    `end_reported` and `confirmation_reported` are flags: it is said, but by too little to turn the status. `confidence`
    is that of its claims together; it is `doubtful` where none of them was read surely. `on_hold`: it is paused.
    """

    id: str
    slug: str
    parties: tuple[str, ...]
    kind: Kind
    status: Status
    stage: Stage
    end_reported: bool
    origins: int
    steps: tuple[Step, ...]
    regions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    confirmation_reported: bool = False
    confidence: float = 1.0
    doubtful: bool = False
    on_hold: bool = False
    terms: Terms = UNSAID
    roles: tuple[Role, ...] = ()

    @property
    def bearing(self) -> Sequence[Step]:
        """The steps of the claims that count; all of them where none does."""
        return [step for step in self.steps if step.counts] or self.steps

    @property
    def reports(self) -> int:
        """How many reports carry a claim of this talk."""
        return len({step.entry.report for step in self.bearing})

    @property
    def first_reported(self) -> date:
        """The day of its earliest report."""
        return min(_reported(step.entry) for step in self.bearing)

    @property
    def last_reported(self) -> date:
        """The day of its latest report."""
        return max(_reported(step.entry) for step in self.bearing)

    def is_stale(self, today: date, after_days: int) -> bool:
        """As `vocabulary.is_stale`."""
        return is_stale(self.status, self.last_reported, today, after_days)


def _reported(entry: Entry) -> date:
    return entry.published.day if entry.published else entry.read_at.date()


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation did to one talk: `before` is None for a new talk; `what` is a short text for people.

    `was` is the id it had, which moves on where an older episode comes in; "" for a new one.
    """

    talk: Talk
    before: Status | None
    what: str
    was: str = ""
