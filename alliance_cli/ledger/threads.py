"""Which claims are one talk: the same companies, kinds of one family, one subject, one episode."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from alliance_cli import names
from alliance_cli.ledger import judged, origins
from alliance_cli.ledger.regions import canonical, disjoint
from alliance_cli.ledger.status import StatusFold
from alliance_cli.models import Basis, Claim, Entry, Judgement, Kind, Stage, Status, Talk

QUIET_AFTER_END = timedelta(days=30)
"""Reports go on for weeks about what has just ended; only after this does news open a new episode by itself."""

SETTLED = timedelta(days=180)
"""A rumour of early talks this long after the last news of a struck deal is about something new."""

LONG_SILENT = timedelta(days=90)
"""News of another kind of collaboration this long after the last is about something else, whatever it is about."""

_EARLY = frozenset({Stage.EXPLORING, Stage.TALKS})
_STRUCK = frozenset({Stage.MOU, Stage.AGREED, Stage.OPERATING})


def fold(entries: Iterable[Entry], judgements: Iterable[Judgement] = ()) -> list[Talk]:
    """The talks that claims add up to, by date of their first claim. A pure function of the set of claims.

    `judgements` hold claims together or apart against the rules; claims of what was judged no talk are left out.
    """
    folding = Folding(judgements)
    for entry in sorted(entries, key=sort_key):
        folding.add(entry)
    return folding.talks()


class Folding:
    """A fold under way: claims are added in the order of `sort_key`, and talks may be asked for at any time."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._held = judged.gather(judgements)
        self._threads: list[_Thread] = []
        self._by_company: dict[str, set[int]] = {}
        self._by_base: dict[str, list[_Thread]] = {}
        self._touched: dict[int, None] = {}

    @classmethod
    def merged(cls, foldings: Iterable["Folding"]) -> "Folding":
        """One fold out of several whose claims have had nothing to do with each other, none of them judged."""
        whole = cls()
        threads = [thread for folding in foldings for thread in folding._threads]
        for thread in sorted(threads, key=lambda t: sort_key(t.first)):
            whole._keep(thread)
        return whole

    def add(self, entry: Entry) -> None:
        """Put the next claim where it belongs: into a talk that is there, or into one of its own."""
        thread, choices = self._place(entry)
        if thread is None:
            thread = _Thread()
            self._join(thread, entry, choices)
            thread.base = "|".join((*sorted(entry.companies), thread.kind.family))
            self._keep(thread)
        else:
            self._join(thread, entry, choices)
            self._index(thread, entry.wider)
        self._touched[thread.number] = None

    def talks(self) -> list[Talk]:
        """All talks so far, by date of their first claim."""
        return [self._talk(thread) for thread in self._threads if not thread.void]

    def touched(self) -> list[Talk]:
        """The talks that were added to since this was last asked, and those that had to take another slug."""
        numbers, self._touched = self._touched, {}
        kin = {t.number: t for n in numbers for t in self._by_base[self._threads[n].base]}
        changed = [t for t in kin.values() if t.number in numbers or self._slug(t) != t.slug]
        return [self._talk(thread) for thread in changed if not thread.void]

    def _join(self, thread: "_Thread", entry: Entry, choices: int) -> None:
        thread.hold(entry, self._held)
        thread.add(entry, choices)

    def _keep(self, thread: "_Thread") -> None:
        thread.number = len(self._threads)
        self._threads.append(thread)
        self._by_base.setdefault(thread.base, []).append(thread)
        self._index(thread, thread.wider)

    def _index(self, thread: "_Thread", companies: Iterable[str]) -> None:
        for company in companies:
            self._by_company.setdefault(company, set()).add(thread.number)

    def _sharing(self, entry: Entry) -> list["_Thread"]:
        """The threads that share two companies at least with a claim."""
        numbers = Counter(n for company in entry.wider for n in self._by_company.get(company, ()))
        return [self._threads[n] for n, shared in numbers.items() if shared >= 2]

    def _place(self, entry: Entry) -> tuple["_Thread | None", int]:
        """The thread a claim goes to (None: a new one), and how many could have had it."""
        group = self._held.groups.get(entry.id)
        if group is not None:
            found = next((t for t in self._threads if t.group == group), None)
            if found is None and self._held.adopts(group):
                found = _choose([t for t in self._sharing(entry) if t.group is None], entry)[0]
            return found, 1
        anchors = self._held.own.get(entry.id)
        anchored = [t for t in self._threads if not t.void and not anchors.isdisjoint(t.claims)] if anchors else []
        if anchors and anchored:
            return max(anchored, key=lambda t: len(anchors & t.claims)), 1
        return _choose([t for t in self._sharing(entry) if not t.void or _echoes(t, entry)], entry)

    def _slug(self, thread: "_Thread") -> str:
        """The companies, the kind and the year; numbered where an earlier talk of the same has the same."""
        earlier = self._by_base[thread.base]
        number = 1 + sum(t.plain_slug == thread.plain_slug for t in earlier[: earlier.index(thread)] if not t.void)
        return f"{thread.plain_slug}-{number}" if number > 1 else thread.plain_slug

    def _talk(self, thread: "_Thread") -> Talk:
        thread.slug = self._slug(thread)
        place = self._by_base[thread.base].index(thread) + 1
        return _talk(thread, _short_id(f"{thread.base}|{place}"), thread.slug)


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


@dataclass(eq=False)
class _Thread:
    number: int = 0
    base: str = ""
    slug: str = ""
    fold: StatusFold = field(default_factory=StatusFold)
    companies: dict[str, None] = field(default_factory=dict)
    wider: set[str] = field(default_factory=set)
    regions: dict[str, None] = field(default_factory=dict)
    subjects: dict[str, None] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)
    all_kinds: set[Kind] = field(default_factory=set)
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

    @property
    def plain_slug(self) -> str:
        return "-".join((*self.first.companies[:4], self.kind, str(self.first.day.year)))

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
        self.all_kinds |= {claim.kind, *claim.also_kinds}
        if claim.region:
            self.regions.setdefault(canonical(claim.region))
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
    return not (_other_subject(thread, entry) or _starts_anew(thread, entry))


def _reopens(ended_on: date, entry: Entry) -> bool:
    claim = entry.claim
    if not claim.main:
        return claim.event_date is not None and claim.event_date.start > ended_on + QUIET_AFTER_END
    return claim.renewed or claim.basis is Basis.JUDGEMENT or entry.day > ended_on + QUIET_AFTER_END


def _other_subject(thread: _Thread, entry: Entry) -> bool:
    """True where regions, or kinds and subjects, plainly differ; only collaborations run side by side like that.

    Another kind is another subject where the subjects named differ, or none is named and the last news is long ago.
    """
    claim = entry.claim
    if claim.kind.family is not thread.kind.family or claim.kind not in _SIDE_BY_SIDE:
        return False
    if claim.region and thread.regions and disjoint([claim.region], thread.regions):
        return True
    if Kind.COOPERATION in {claim.kind, thread.kind} or not thread.all_kinds.isdisjoint(
        {claim.kind, *claim.also_kinds}
    ):
        return False
    if claim.subject and thread.subjects:
        return not _share_words(claim.subject, thread.subjects)
    return claim.main and entry.day > thread.last_news + LONG_SILENT


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
        bool(claim.region) and canonical(claim.region) in thread.regions,
        thread.last_news,
        sort_key(thread.first),
    )


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
