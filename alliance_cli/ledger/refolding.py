"""Claims added to a fold, or taken out of it, anywhere in their order: only what they can bear on is folded again.

The result is what folding all claims again gives. Claims are placed in their order, from the first that changed. A
talk that takes a claim, or loses one, is folded again from there on; so is each later claim that could have gone to it,
because it is about the same companies and of a kind of the same family. All other talks stay as they are stored.

Judgements are not heeded: where claims may have been judged, the caller folds them all.
"""

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from alliance_cli.ledger.cores import Core
from alliance_cli.ledger.folding import named, talk_of
from alliance_cli.ledger.identity import Founder, founder
from alliance_cli.ledger.threads import Key, Thread, base_of, choose, may_take, opening, plain_slug, sort_key
from alliance_cli.models import Entry, Step, Talk


class Held:
    """A talk as it is stored, kept so that it can be added to."""

    void = False

    def __init__(self, talk: Talk, thread: Thread | None = None) -> None:
        self.talk = talk
        self.keys = [sort_key(step.entry) for step in talk.steps]
        if thread is not None:
            self.thread = thread

    @cached_property
    def thread(self) -> Thread:
        """The thread after all of its claims."""
        return self.replayed(len(self.keys))

    @cached_property
    def founder(self) -> Founder:
        """What it is called after."""
        return min(founder(step.entry) for step in self.talk.steps)

    @cached_property
    def _first(self) -> Step:
        return opening(self.talk.steps)

    @cached_property
    def base(self) -> str:
        """What talks of the same companies and family share."""
        first = self._first.entry
        return base_of(first, first.claim.kind.family)

    @property
    def plain_slug(self) -> str:
        """The slug before it is told from others of the same."""
        return plain_slug(self._first.entry, self.talk.kind)

    def replayed(self, count: int) -> Thread:
        """The thread after so many of its claims."""
        thread = Thread()
        for step in self.talk.steps[:count]:
            thread.add(step.entry, step.choices)
        return thread

    def claims_after(self, key: Key | None) -> Iterator[tuple[Key, Entry]]:
        """The claims of the talk that come later than this (None: all)."""
        start = 0 if key is None else bisect_right(self.keys, key)
        return ((self.keys[i], self.talk.steps[i].entry) for i in range(start, len(self.keys)))


@dataclass(eq=False)
class _Live:
    """A talk while claims are placed: `held` as it is stored (None: not yet), `state` so far (None: not yet opened).

    While it is clean its claims are those stored; once it is dirty, under a number, they are placed one by one.
    """

    held: Held | None
    state: Thread | None = None
    applied: int = 0
    dirty: bool = False
    number: int = -1

    def at(self, key: Key) -> Thread | None:
        """The thread just before a claim with this key; None if it had not opened."""
        if self.dirty or self.held is None:
            return self.state
        count = bisect_left(self.held.keys, key)
        if count == len(self.held.keys):
            self.state = self.held.thread
        elif self.state is None:
            self.state = self.held.replayed(count) if count else None
        else:
            for step in self.held.talk.steps[self.applied : count]:
                self.state.add(step.entry, step.choices)
        self.applied = count
        return self.state

    def stands(self, entry: Entry, choices: int) -> bool:
        """True if this claim comes next, and is as it is stored."""
        if self.dirty or self.held is None or self.applied == len(self.held.keys):
            return False
        step = self.held.talk.steps[self.applied]
        return step.entry is entry and step.choices == choices


@dataclass(frozen=True, slots=True)
class Refolded:
    """What is to be stored (`new`) in place of what was (`old`)."""

    new: list[Held] = field(default_factory=list)
    old: list[Held] = field(default_factory=list)


class Refolding:
    """One run over claims that changed. `near` gives the stored talks of which a claim shares a pair of companies."""

    def __init__(self, near: Callable[[Core], Collection[Held]]) -> None:
        self._near = near
        self._lives: dict[str, _Live] = {}
        self._dirty: list[_Live] = []
        self._dirty_at: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._home: dict[str, _Live] = {}
        self._queue: list[tuple[Key, Entry]] = []
        self._queued: set[str] = set()
        self._now: Key | None = None

    def run(
        self, changed: Iterable[Entry], stale: Collection[Held] = (), gone: Collection[Entry] = ()
    ) -> Refolded:  # fmt: skip
        """Place claims that are new or changed. `gone` are those that changed or no longer count, as they were when
        they were placed in the talks `stale`."""
        for entry in changed:
            self._push(sort_key(entry), entry)
        keys = [*(key for key, _ in self._queue), *map(sort_key, gone)]
        self._now = min(keys, default=None)
        self._queued.update(entry.id for entry in gone)
        for held in stale:
            self._soil(self._live(held))
        for entry in gone:
            self._reconsider(None, Core.of(entry))
        while self._queue:
            self._now, entry = heapq.heappop(self._queue)
            self._settle(self._now, entry)
        return self._result()

    def _push(self, key: Key, entry: Entry) -> None:
        if entry.id not in self._queued:
            self._queued.add(entry.id)
            heapq.heappush(self._queue, (key, entry))

    def _live(self, held: Held) -> _Live:
        live = self._lives.get(held.talk.id)
        if live is None:
            live = self._lives[held.talk.id] = _Live(held)
            self._home.update((step.entry.id, live) for step in held.talk.steps)
        return live

    def _lives_near(self, core: Core) -> list[_Live]:
        return [self._live(held) for held in self._near(core)]

    def _settle(self, key: Key, entry: Entry) -> None:
        """Place one claim, and follow what that changes."""
        lives = [*self._lives_near(Core.of(entry)), *self._dirty_near(Core.of(entry))]
        states = {id(state): (state, live) for live in lives if (state := live.at(key)) is not None}
        thread, choices = choose([state for state, _ in states.values()], entry)
        live = self._new() if thread is None else states[id(thread)][1]
        home = self._home.get(entry.id)
        if live is home and live.stands(entry, choices):
            return
        for touched in (home, live):
            if touched is not None and not touched.dirty:
                self._soil(touched)
        if live.state is None:
            live.state = Thread()
        if live.state.add(entry, choices):
            self._note_core(live, live.state.core)
            self._reconsider(live.state, live.state.core)

    def _dirty_near(self, core: Core) -> list[_Live]:
        """The dirty talks that share a pair of companies with these, as they became dirty."""
        numbers = {number for pair in core.pairs() for number in self._dirty_at.get(pair, ())}
        return [self._dirty[number] for number in sorted(numbers)]

    def _note_core(self, live: _Live, core: Core) -> None:
        for pair in core.pairs():
            self._dirty_at[pair].add(live.number)

    def _new(self) -> _Live:
        live = _Live(None)
        self._mark_dirty(live)
        return live

    def _mark_dirty(self, live: _Live) -> None:
        live.dirty, live.number = True, len(self._dirty)
        self._dirty.append(live)

    def _soil(self, live: _Live) -> None:
        """From now on a talk is not as it was: place its later claims again, and all that could have gone to it."""
        held = live.held
        assert held is not None
        if self._now is not None:
            live.at(self._now)
        self._mark_dirty(live)
        for core in held.thread.cores:
            self._note_core(live, core)
            self._reconsider(held.thread, core)
        for key, entry in held.claims_after(self._now):
            self._push(key, entry)

    def _reconsider(self, thread: Thread | None, core: Core) -> None:
        """Place again the later claims that could go to this thread (None: of any kind) about these companies."""
        for live in self._lives_near(core):
            assert live.held is not None
            for key, entry in live.held.claims_after(self._now):
                if (thread is None or may_take(thread, entry.claim)) and core.matches(Core.of(entry)):
                    self._push(key, entry)

    def _result(self) -> Refolded:
        """The talks that are not as they were, with those of the same companies that are called otherwise now."""
        dirty = list(self._dirty)
        bases = {_base(live) for live in dirty} | {live.held.base for live in dirty if live.held is not None}
        for live in dirty:
            for first in _openers(live):
                self._lives_near(Core.of(first))
        result = Refolded([], [live.held for live in dirty if live.held is not None])
        kin: dict[str, list[_Live]] = {}
        clean = [live for live in self._lives.values() if not live.dirty]
        for live in (*clean, *dirty):
            if _base(live) in bases:
                kin.setdefault(_base(live), []).append(live)
        for base, lives in kin.items():
            if base:
                _name(lives, result)
        return result


def _base(live: _Live) -> str:
    """What talks of the same companies and family share; empty for a talk that is no more."""
    if live.dirty:
        return live.state.base if live.state is not None else ""
    assert live.held is not None
    return live.held.base


def _openers(live: _Live) -> Iterator[Entry]:
    if live.held is not None:
        yield opening(live.held.talk.steps).entry
    if live.dirty and live.state is not None:
        yield live.state.first


def _name(kin: Iterable[_Live], result: Refolded) -> None:
    """Give the talks of one base their ids and slugs; those that are dirty, or are called otherwise now, are new."""
    things = [thing for live in kin if (thing := live.state if live.dirty else live.held) is not None]
    for thing, (talk_id, slug) in named(things):
        if isinstance(thing, Thread):
            result.new.append(Held(talk_of(thing, talk_id, slug), thing))
        elif (thing.talk.id, thing.talk.slug) != (talk_id, slug):
            result.old.append(thing)
            result.new.append(Held(replace(thing.talk, id=talk_id, slug=slug)))
