"""Which claims are one talk: the same companies, kinds of one family, one subject, one episode."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from alliance_cli import names
from alliance_cli.ledger import judged, origins
from alliance_cli.ledger.confidence import Trust, trust_of
from alliance_cli.ledger.cores import Core
from alliance_cli.ledger.identity import Founder, founder
from alliance_cli.ledger.regions import canonical, disjoint
from alliance_cli.ledger.status import StatusFold
from alliance_cli.models import Basis, Claim, Entry, Family, Kind, Stage, Status, Step

QUIET_AFTER_END = timedelta(days=30)
"""Reports go on for weeks about what has just ended; only after this does news open a new episode by itself."""

SETTLED = timedelta(days=180)
"""A rumour of early talks this long after the last news of a struck deal is about something new."""

LONG_SILENT = timedelta(days=90)
"""News of another kind of collaboration this long after the last is about something else, whatever it is about."""

_AT_MOST = 2
"""Of two collaborations the one of more than so many times the companies of the other is one of its own."""

_IN_MANY = 5
"""A company beyond those a talk is about is a party if one claim in so many names it."""

_EARLY = frozenset({Stage.EXPLORING, Stage.TALKS})
_STRUCK = frozenset({Stage.MOU, Stage.AGREED, Stage.OPERATING})
_SIDE_BY_SIDE = frozenset(Kind) - {Kind.MERGER, Kind.ACQUISITION, Kind.STAKE}

Key = tuple[date, bool, datetime, str, int, str]


def sort_key(entry: Entry) -> Key:
    """Event date, else publication; the user's judgement last within its day, in the order it was made.

    Ties end on the report and the claim's place in it, never on the order of arrival.
    """
    by_user = entry.claim.basis is Basis.JUDGEMENT
    when = entry.read_at if by_user or entry.published is None else entry.published.at
    return entry.day, by_user, when, entry.report, entry.place, entry.id


@dataclass(eq=False)
class Thread:
    """A talk while its claims are applied, one after the other in the order of `sort_key`.

    `cores` are the companies it was about, latest last: those of its first claim, or of a later one that names fewer
    of them; `joined` those of claims that the user put there, and `families` those of their kinds. A claim that does
    not count is kept in it and moves nothing; a thread of such claims alone is as it was opened until one comes that
    counts, which then opens it.
    """

    fold: StatusFold = field(default_factory=StatusFold)
    cores: list[Core] = field(default_factory=list)
    joined: list[Core] = field(default_factory=list)
    families: Set[Family] = frozenset()
    base: str = ""
    kind: Kind = Kind.COOPERATION
    named: Counter[str] = field(default_factory=Counter)
    regions: dict[str, None] = field(default_factory=dict)
    subjects: dict[str, None] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)
    all_kinds: set[Kind] = field(default_factory=set)
    last_news: date = date.min
    ended_on: date | None = None
    claims: set[str] = field(default_factory=set)
    counted: int = 0
    group: judged.Group | None = None
    void: bool = False
    judged_kind: tuple[int, Kind] | None = None
    opened: Key | None = None
    founder: Founder | None = None

    @property
    def first(self) -> Entry:
        """The claim that opened it."""
        return opening(self.fold.steps).entry

    @property
    def provisional(self) -> bool:
        """True while none of its claims counts, and nobody judged them."""
        return self.fold.trust is Trust.UNSURE and self.group is None

    @property
    def place(self) -> tuple[bool, Key]:
        """Where it stands among threads of the same companies: by when it opened, those that do not count last."""
        assert self.opened is not None
        return self.fold.trust is Trust.UNSURE, self.opened

    @property
    def core(self) -> Core:
        """The companies it is about now."""
        return self.cores[-1]

    @property
    def parties(self) -> tuple[str, ...]:
        """The companies it is about, and others that a good part of its claims name, in the order they were named."""
        sure = frozenset().union(*(core.companies for core in (self.core, *self.joined)))
        enough = self.counted / _IN_MANY
        return tuple(company for company, claims in self.named.items() if company in sure or claims >= enough)

    @property
    def plain_slug(self) -> str:
        """The companies, the kind and the year, before it is told from others of the same."""
        return plain_slug(self.first, self.kind)

    def hold(self, entry: Entry, held: judged.Judged) -> None:
        """Take on what was judged of a claim that is about to be added."""
        group = held.groups.get(entry.id)
        if group is not None:
            self.group, self.void = group, group in held.void
            self.families = held.families_of(group)
        kind = held.kinds.get(entry.id)
        if kind is not None and (self.judged_kind is None or kind[0] > self.judged_kind[0]):
            self.judged_kind = kind

    def add(self, entry: Entry, choices: int) -> bool:
        """Apply the next claim; `choices` threads could have had it. True if it settled what companies it is about."""
        claim, counts = entry.claim, trust_of(entry.claim) is not Trust.UNSURE
        if counts and self.provisional:
            self._begin()
        self.claims.add(entry.id)
        self.founder = min(self.founder or founder(entry), founder(entry))
        if self.cores and not counts:
            self.fold.apply(entry, choices)
            return False
        settled = self._settle_core(entry)
        self.fold.apply(entry, choices)
        self.counted += 1
        self.named.update(entry.companies)
        self._count_kinds(claim)
        self._note_places(claim)
        if claim.main:
            self.last_news = max(self.last_news, entry.day)
        if not self.fold.ended:
            self.ended_on = None
        elif self.ended_on is None:
            self.ended_on = entry.day
        if not self.base:
            self.base = base_of(entry, self.kind.family)
        return settled

    def _begin(self) -> None:
        """Forget what claims that do not count said of it."""
        self.counted, self.base, self.last_news, self.ended_on = 0, "", date.min, None
        for noted in (self.cores, self.named, self.regions, self.subjects, self.kinds, self.all_kinds):
            noted.clear()

    def takes(self, family: Family) -> bool:
        """True if it is of a kind of this family, or was judged to be one talk with what is."""
        return self.kind.family is family or family in self.families

    def matches(self, mine: Core, family: Family) -> bool:
        """True if it is about the companies of a claim of this family, or was judged to be about them too."""
        return self._is_about(mine, family) or any(other.matches(mine) for other in self.joined)

    def _is_about(self, mine: Core, family: Family) -> bool:
        """True if it is about the companies, or some of them: a third partner joins two, but a consortium of five that
        two also belong to is another tie-up. Of a takeover a report may name every bidder, target and seller.
        """
        return self.core.matches(mine) and (
            family is Family.EQUITY or any(_near_in_size(core, mine) and core.matches(mine) for core in self.cores)
        )

    def _settle_core(self, entry: Entry) -> bool:
        mine = Core.of(entry)
        if not self.cores:
            self.opened = sort_key(entry)
            self.cores.append(mine)
        elif len(mine.companies) < len(self.core.companies) and self.core.holds(mine):
            self.cores.append(mine)
        elif self.group is not None and not self.matches(mine, entry.claim.kind.family):
            self.joined.append(mine)
        else:
            return False
        return True

    def _count_kinds(self, claim: Claim) -> None:
        """The kind is what the user gave, else the one most claims name; `cooperation` says nothing beside another."""
        self.kinds[claim.kind] += 3 if claim.main else 1
        self.all_kinds.add(claim.kind)
        self.all_kinds.update(claim.also_kinds)
        if self.judged_kind is not None:
            self.kind = self.judged_kind[1]
            return
        named: list[Kind] = [k for k in self.kinds if k is not Kind.COOPERATION] or [Kind.COOPERATION]
        self.kind = named[0] if len(named) == 1 else max(named, key=lambda k: (self.kinds[k], k.value))

    def _note_places(self, claim: Claim) -> None:
        if claim.region:
            self.regions.setdefault(canonical(claim.region))
        if claim.subject:
            self.subjects.setdefault(claim.subject)


def opening(steps: Sequence[Step]) -> Step:
    """The step of the first claim that counts; the first of all where none does."""
    return next((step for step in steps if step.counts), steps[0])


def base_of(first: Entry, family: Family) -> str:
    """What threads share that opened with claims of the same companies, of kinds of this family."""
    return "|".join((*sorted(first.companies), family))


def plain_slug(first: Entry, kind: Kind) -> str:
    """The companies, the kind and the year."""
    return "-".join((*first.companies[:4], kind, str(first.day.year)))


def choose(
    threads: Iterable[Thread], entry: Entry, families: Set[Family] = frozenset()
) -> tuple[Thread | None, int]:  # fmt: skip
    """The thread a claim belongs to (None if it opens one), and how many are as close to it.

    `families` are those of the claims that the user judged to be one talk with it.
    """
    if trust_of(entry.claim) is Trust.UNSURE:
        return _choose(threads, entry, families)
    held = list(threads)
    found, choices = _choose([t for t in held if not t.provisional], entry, families)
    return found or _same_unreviewed([t for t in held if t.provisional], entry), choices


def _same_unreviewed(threads: Iterable[Thread], entry: Entry) -> Thread | None:
    """The thread of claims that do not count which this one opens: the first of just its companies and family."""
    mine, family = Core.of(entry), entry.claim.kind.family
    same = (t for t in threads if t.core == mine and t.kind.family is family)
    return min(same, key=lambda t: t.place, default=None)


def _choose(
    threads: Iterable[Thread], entry: Entry, families: Set[Family]
) -> tuple[Thread | None, int]:  # fmt: skip
    mine = Core.of(entry)
    related = [
        t
        for t in threads
        if t.matches(mine, entry.claim.kind.family)
        and (_same_family(t, entry.claim, mine) or t.kind.family in families)
    ]
    if not related:
        return None, 1
    fitting = [t for t in related if _fits(t, entry)]
    if not fitting and not entry.claim.main:
        fitting = related
    if len(fitting) < 2:
        return (fitting[0] if fitting else None), 1
    ranked = [(_closeness(t, entry, mine), t) for t in fitting]
    best = max(ranked, key=lambda pair: pair[0])
    level = best[0][:_BY_FIT]
    return best[1], sum(closeness[:_BY_FIT] == level for closeness, _ in ranked)


def _near_in_size(one: Core, other: Core) -> bool:
    few, many = sorted((len(one.companies), len(other.companies)))
    return many <= _AT_MOST * few


def may_take(family_of: Thread, claim: Claim) -> bool:
    """True if a thread of this one's family could ever take a claim, as far as kinds go."""
    return family_of.judged_kind is not None or family_of.kind.family is claim.kind.family or _leaves_open(claim)


def _same_family(thread: Thread, claim: Claim, mine: Core) -> bool:
    """Kinds of one family, or a claim of just these companies that leaves the kind open while the talk is."""
    if thread.takes(claim.kind.family):
        return True
    return _leaves_open(claim) and not thread.fold.ended and thread.core.equals(mine)


def _leaves_open(claim: Claim) -> bool:
    return claim.kind is Kind.COOPERATION and not claim.also_kinds


def echoes(thread: Thread, entry: Entry) -> bool:
    """True if an origin heard already says again, soon after, what was judged to be no talk; the user never does."""
    if entry.claim.basis is Basis.JUDGEMENT:
        return False
    heard = origins.origin_of(entry) in thread.fold.heard
    return heard and entry.day <= thread.last_news + QUIET_AFTER_END


def _fits(thread: Thread, entry: Entry) -> bool:
    claim = entry.claim
    if thread.ended_on is not None and claim.status is not Status.ABANDONED and not claim.denied:
        return not _reopens(thread.ended_on, entry)
    return not (_other_subject(thread, entry) or _starts_anew(thread, entry))


def _reopens(ended_on: date, entry: Entry) -> bool:
    claim = entry.claim
    if not claim.main:
        return claim.event_date is not None and claim.event_date.start > ended_on + QUIET_AFTER_END
    return claim.renewed or claim.basis is Basis.JUDGEMENT or entry.day > ended_on + QUIET_AFTER_END


def _other_subject(thread: Thread, entry: Entry) -> bool:
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


def _share_words(subject: str, others: Iterable[str]) -> bool:
    words = _words(subject)
    return any(words & _words(other) for other in others)


@cache
def _words(subject: str) -> frozenset[str]:
    return frozenset(names.fold(subject).split())


def _starts_anew(thread: Thread, entry: Entry) -> bool:
    claim = entry.claim
    early_rumour = claim.main and claim.status is Status.RUMOURED and claim.stage in _EARLY and not claim.denied
    struck = thread.fold.status is Status.CONFIRMED and thread.fold.stage in _STRUCK
    return early_rumour and struck and entry.day > thread.last_news + SETTLED


_BY_FIT = 5
"""How many members of `_closeness` say how well a claim fits; the others only break ties."""


def _closeness(thread: Thread, entry: Entry, mine: Core) -> tuple[bool, bool, bool, bool, bool, date, object]:
    claim = entry.claim
    return (
        thread.takes(claim.kind.family),
        not thread.fold.ended,
        thread.core.companies == mine.companies,
        claim.kind in thread.kinds,
        bool(claim.region) and canonical(claim.region) in thread.regions,
        thread.last_news,
        thread.opened,
    )
