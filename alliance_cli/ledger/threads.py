"""Which claims are one talk: the same companies, kinds of one family, one subject, one episode."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from alliance_cli import names
from alliance_cli.ledger import judged, origins
from alliance_cli.ledger.regions import disjoint
from alliance_cli.ledger.status import StatusFold
from alliance_cli.models import Basis, Claim, Entry, Judgement, Kind, Stage, Status, Talk

QUIET_AFTER_END = timedelta(days=30)
"""Reports go on for weeks about what has just ended; only after this does news open a new episode by itself."""

SETTLED = timedelta(days=180)
"""A rumour of early talks this long after the last news of a struck deal is about something new."""

_EARLY = frozenset({Stage.EXPLORING, Stage.TALKS})
_STRUCK = frozenset({Stage.MOU, Stage.AGREED, Stage.OPERATING})


def fold(entries: Iterable[Entry], judgements: Iterable[Judgement] = ()) -> list[Talk]:
    """The talks that claims add up to, by date of their first claim. A pure function of the set of claims.

    `judgements` hold claims together or apart against the rules; claims of what was judged no talk are left out.
    """
    held = judged.gather(judgements)
    threads: list[_Thread] = []
    for entry in sorted(entries, key=sort_key):
        thread, choices = _place(threads, entry, held)
        if thread is None:
            thread = _Thread()
            threads.append(thread)
        thread.hold(entry, held)
        thread.add(entry, choices)
    return _named([thread for thread in threads if not thread.void])


def _place(threads: Sequence["_Thread"], entry: Entry, held: judged.Judged) -> tuple["_Thread | None", int]:
    """The thread a claim goes to (None: a new one), and how many could have had it."""
    group = held.groups.get(entry.id)
    if group is not None:
        found = next((t for t in threads if t.group == group), None)
        if found is None and held.adopts(group):
            found = _choose([t for t in threads if t.group is None], entry)[0]
        return found, 1
    anchors = held.own.get(entry.id, frozenset())
    anchored = [t for t in threads if not t.void and not anchors.isdisjoint(t.claims)]
    if anchored:
        return max(anchored, key=lambda t: len(anchors & t.claims)), 1
    return _choose([t for t in threads if not t.void or _echoes(t, entry)], entry)


def _echoes(thread: "_Thread", entry: Entry) -> bool:
    """True if an origin heard already says again, soon after, what was judged to be no talk."""
    heard = origins.origin_of(entry) in thread.fold.origins
    return heard and entry.day <= thread.last_news + QUIET_AFTER_END


def sort_key(entry: Entry) -> tuple[date, bool, datetime, str, int, str]:
    """Event date, else publication; the user's judgement last within its day, in the order it was made.

    Ties end on the report and the claim's place in it, never on the order of arrival.
    """
    by_user = entry.claim.basis is Basis.JUDGEMENT
    when = entry.read_at if by_user or entry.published is None else entry.published.at
    return entry.day, by_user, when, entry.report, entry.place, entry.id


@dataclass
class _Thread:
    fold: StatusFold = field(default_factory=StatusFold)
    companies: dict[str, None] = field(default_factory=dict)
    wider: set[str] = field(default_factory=set)
    regions: dict[str, None] = field(default_factory=dict)
    subjects: dict[str, None] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)
    last_news: date = date.min
    ended_on: date | None = None
    claims: set[str] = field(default_factory=set)
    group: judged.Group | None = None
    void: bool = False
    judged_kind: tuple[int, Kind] | None = None

    @property
    def first(self) -> Entry:
        return self.fold.steps[0].entry

    @property
    def kind(self) -> Kind:
        """The kind the user gave it, else the one most claims name; `cooperation` says nothing beside another."""
        if self.judged_kind is not None:
            return self.judged_kind[1]
        named: list[Kind] = [k for k in self.kinds if k is not Kind.COOPERATION] or [Kind.COOPERATION]
        return max(named, key=lambda k: (self.kinds[k], k.value))

    def hold(self, entry: Entry, held: judged.Judged) -> None:
        """Take on what was judged of a claim that is about to be added."""
        group = held.groups.get(entry.id)
        if group is not None:
            self.group, self.void = group, group in held.void
        kind = held.kinds.get(entry.id)
        if kind is not None and (self.judged_kind is None or kind[0] > self.judged_kind[0]):
            self.judged_kind = kind

    def add(self, entry: Entry, choices: int) -> None:
        claim = entry.claim
        self.fold.apply(entry, choices)
        self.claims.add(entry.id)
        self.companies.update(dict.fromkeys(entry.companies))
        self.wider |= entry.wider
        self.kinds[claim.kind] += 3 if claim.main else 1
        if claim.region:
            self.regions.setdefault(claim.region)
        if claim.subject:
            self.subjects.setdefault(claim.subject)
        if claim.main:
            self.last_news = max(self.last_news, entry.day)
        if not self.fold.ended:
            self.ended_on = None
        elif self.ended_on is None:
            self.ended_on = entry.day


def _choose(threads: Sequence[_Thread], entry: Entry) -> tuple[_Thread | None, int]:
    """The thread a claim belongs to (None if it opens one), and how many are as close to it."""
    related = [t for t in threads if _same_companies(t, entry) and _same_family(t, entry.claim)]
    fitting = [t for t in related if _fits(t, entry)]
    if not fitting and not entry.claim.main:
        fitting = related
    if not fitting:
        return None, 1
    best = max(fitting, key=lambda t: _closeness(t, entry))
    level = _closeness(best, entry)[:_BY_FIT]
    return best, sum(_closeness(t, entry)[:_BY_FIT] == level for t in fitting)


def _same_companies(thread: _Thread, entry: Entry) -> bool:
    """The parties of one are among those of the other, an owner standing for its unit; two at least are shared."""
    inside = thread.wider.issuperset(entry.companies) or entry.wider.issuperset(thread.companies)
    return inside and len(thread.wider & entry.wider) >= 2


def _same_family(thread: _Thread, claim: Claim) -> bool:
    """Kinds of one family, or a claim that leaves the kind open while the talk is."""
    if thread.kind.family is claim.kind.family:
        return True
    return claim.kind is Kind.COOPERATION and not claim.also_kinds and not thread.fold.ended


def _fits(thread: _Thread, entry: Entry) -> bool:
    claim = entry.claim
    if thread.ended_on is not None and claim.status is not Status.ABANDONED and not claim.denied:
        return not _reopens(thread.ended_on, entry)
    return not (_other_subject(thread, claim) or _starts_anew(thread, entry))


def _reopens(ended_on: date, entry: Entry) -> bool:
    claim = entry.claim
    if not claim.main:
        return claim.event_date is not None and claim.event_date.start > ended_on + QUIET_AFTER_END
    return claim.renewed or claim.basis is Basis.JUDGEMENT or entry.day > ended_on + QUIET_AFTER_END


def _other_subject(thread: _Thread, claim: Claim) -> bool:
    """True where kinds and subjects, or regions, plainly differ; only collaborations run side by side like that."""
    if claim.kind.family is not thread.kind.family or claim.kind not in _SIDE_BY_SIDE:
        return False
    if claim.region and thread.regions and disjoint([claim.region], thread.regions):
        return True
    other_kind = claim.kind not in thread.kinds and Kind.COOPERATION not in {claim.kind, thread.kind}
    return other_kind and bool(claim.subject and thread.subjects) and not _share_words(claim.subject, thread.subjects)


_SIDE_BY_SIDE = frozenset(Kind) - {Kind.MERGER, Kind.ACQUISITION, Kind.STAKE}


def _share_words(subject: str, others: Iterable[str]) -> bool:
    words = set(names.fold(subject).split())
    return any(words & set(names.fold(other).split()) for other in others)


def _starts_anew(thread: _Thread, entry: Entry) -> bool:
    claim = entry.claim
    early_rumour = claim.main and claim.status is Status.RUMOURED and claim.stage in _EARLY and not claim.denied
    struck = thread.fold.status is Status.CONFIRMED and thread.fold.stage in _STRUCK
    return early_rumour and struck and entry.day > thread.last_news + SETTLED


_BY_FIT = 5
"""How many members of `_closeness` say how well a claim fits; the others only break ties."""


def _closeness(thread: _Thread, entry: Entry) -> tuple[bool, bool, bool, bool, bool, date, object]:
    claim = entry.claim
    ours = set(entry.companies)
    return (
        thread.kind.family is claim.kind.family,
        not thread.fold.ended,
        ours == set(thread.companies),
        claim.kind in thread.kinds,
        bool(claim.region) and claim.region in thread.regions,
        thread.last_news,
        sort_key(thread.first),
    )


def _named(threads: Sequence[_Thread]) -> list[Talk]:
    """Talks with ids and slugs that depend on their companies, family and place in time alone."""
    seen: Counter[str] = Counter()
    slugs: Counter[str] = Counter()
    talks = []
    for thread in threads:
        base = "|".join((*sorted(thread.first.companies), thread.kind.family))
        seen[base] += 1
        slug = "-".join((*_slug_parties(thread), thread.kind, str(thread.first.day.year)))
        slugs[base + slug] += 1
        number = f"-{slugs[base + slug]}" if slugs[base + slug] > 1 else ""
        talks.append(_talk(thread, _short_id(f"{base}|{seen[base]}"), slug + number))
    return talks


def _slug_parties(thread: _Thread) -> list[str]:
    return list(thread.first.companies)[:4]


def _short_id(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "t" + base64.b32encode(digest).decode().lower()[:7]


def _talk(thread: _Thread, talk_id: str, slug: str) -> Talk:
    state = thread.fold
    return Talk(
        id=talk_id,
        slug=slug,
        parties=tuple(thread.companies),
        kind=thread.kind,
        status=state.status,
        stage=state.stage,
        end_reported=state.end_reported,
        origins=origins.count(state.origins),
        steps=tuple(state.steps),
        regions=tuple(thread.regions),
        subjects=tuple(thread.subjects),
    )
