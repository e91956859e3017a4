"""The fold: all claims in their order, each to the talk it belongs to, and the names of the talks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from alliance_cli.ledger import confidence, judged, origins, terms
from alliance_cli.ledger.confidence import Trust
from alliance_cli.ledger.cores import Core
from alliance_cli.ledger.identity import Founder, talk_id
from alliance_cli.ledger.threads import Thread, choose, echoes, sort_key
from alliance_cli.models import Entry, Judgement, Talk

Pair = tuple[str, str]


def fold(entries: Iterable[Entry], judgements: Iterable[Judgement] = ()) -> list[Talk]:
    """The talks that claims add up to, by date of their first claim. A pure function of the set of claims.

    `judgements` hold claims together or apart against the rules; claims of what was judged no talk are left out.
    """
    ordered = sorted(entries, key=sort_key)
    held = judged.gather(judgements)
    held.note_families(ordered)
    folding = _Folding(held)
    for entry in ordered:
        folding.add(entry)
    return folding.talks()


class _Folding:
    """A fold under way: claims are added in the order of `sort_key`."""

    def __init__(self, held: judged.Judged) -> None:
        self._held = held
        self._threads: list[Thread] = []
        self._by_pair: dict[Pair, dict[int, Thread]] = {}

    def add(self, entry: Entry) -> None:
        """Put the next claim where it belongs: into a talk that is there, or into one of its own."""
        thread, choices = self._place(entry)
        if thread is None:
            thread = Thread()
            self._threads.append(thread)
        thread.hold(entry, self._held)
        if thread.add(entry, choices):
            self._index(thread, Core.of(entry))

    def talks(self) -> list[Talk]:
        """All talks so far, by date of their first claim."""
        by_base: dict[str, list[Thread]] = {}
        for thread in self._threads:
            by_base.setdefault(thread.base, []).append(thread)
        names = {id(thread): name for kin in by_base.values() for thread, name in named(kin)}
        return [talk_of(thread, *names[id(thread)]) for thread in self._threads if not thread.void]

    def _index(self, thread: Thread, core: Core) -> None:
        for pair in core.pairs():
            self._by_pair.setdefault(pair, {})[id(thread)] = thread

    def _near(self, entry: Entry) -> Iterable[Thread]:
        """The threads that may be about the companies of a claim."""
        found: dict[int, Thread] = {}
        for pair in Core.of(entry).pairs():
            found.update(self._by_pair.get(pair, {}))
        return found.values()

    def _place(self, entry: Entry) -> tuple[Thread | None, int]:
        """The thread a claim goes to (None: a new one), and how many could have had it."""
        group = self._held.groups.get(entry.id)
        if group is not None:
            found = next((t for t in self._threads if t.group == group), None)
            return found or self._adopted(group, entry), 1
        anchors = self._held.own.get(entry.id)
        anchored = [t for t in self._threads if not t.void and not anchors.isdisjoint(t.claims)] if anchors else []
        if anchors and anchored:
            return max(anchored, key=lambda t: len(anchors & t.claims)), 1
        return choose([t for t in self._near(entry) if not t.void or echoes(t, entry)], entry)

    def _adopted(self, group: judged.Group, entry: Entry) -> Thread | None:
        """The thread that a group goes on with when its first claim comes (None: it opens one)."""
        free = (t for t in self._near(entry) if t.group is None)
        return choose([t for t in free if self._held.adopts(group, t.claims)], entry, self._held.families_of(group))[0]


class _Nameable(Protocol):
    @property
    def founder(self) -> Founder | None: ...
    @property
    def plain_slug(self) -> str: ...
    @property
    def void(self) -> bool: ...


_T = TypeVar("_T", bound=_Nameable)


def named(kin: Iterable[_T]) -> Iterator[tuple[_T, tuple[str, str]]]:
    """(thread, (id, slug)) of threads of one base, in the order in which their first claims came in.

    The slug is the companies, the kind and the year; numbered where a talk that is known longer has the same.
    """
    taken: Counter[str] = Counter()
    for thread in sorted(kin, key=_founded):
        plain = thread.plain_slug
        taken[plain] += not thread.void
        slug = f"{plain}-{taken[plain]}" if taken[plain] > 1 else plain
        yield thread, (talk_id(_founded(thread)), slug)


def _founded(thread: _Nameable) -> Founder:
    assert thread.founder is not None
    return thread.founder


def talk_of(thread: Thread, called: str, slug: str) -> Talk:
    """A thread as a talk of this name."""
    state, by_user = thread.fold, thread.judged_kind is not None
    return Talk(
        id=called,
        slug=slug,
        parties=thread.parties,
        kind=thread.kind,
        status=state.status,
        stage=state.stage,
        end_reported=state.end_reported,
        origins=origins.count(state.origins),
        steps=tuple(state.steps),
        regions=tuple(thread.regions),
        subjects=tuple(thread.subjects),
        confirmation_reported=state.confirmation_reported,
        on_hold=state.on_hold,
        confidence=1.0 if by_user else confidence.of_talk(state.steps),
        doubtful=not by_user and state.trust is not Trust.SURE,
        terms=terms.terms_of(state.steps),
        roles=terms.roles_of(thread.parties, state.steps),
    )
