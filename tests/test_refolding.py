"""Folding again only what a claim bears on gives what folding everything gives."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.ledger import fold
from alliance_cli.ledger.cores import Core
from alliance_cli.ledger.refolding import Held, Refolding
from alliance_cli.models import Entry, Kind, Talk
from tests.builders import entry
from tests.sizes import examples, share

OWNERS = {"aa": "pp", "bb": "pp", "cc": "dd"}
NAMES = ("aa", "bb", "cc", "dd", "ee", "pp")


class Shelf:
    """Talks kept up to date by refolding, as a ledger would store them."""

    def __init__(self) -> None:
        self.talks: dict[str, Held] = {}
        self.entries: dict[str, Entry] = {}

    def near(self, core: Core) -> list[Held]:
        wanted = core.pairs()
        return [held for held in self.talks.values() if any(wanted & _pairs(s.entry) for s in held.talk.steps)]

    def change(self, fresh: Iterable[Entry], gone: Iterable[str] = ()) -> None:
        fresh = list(fresh)
        out = [self.entries.pop(i) for i in {*gone, *(e.id for e in fresh)} if i in self.entries]
        self.entries.update((e.id, e) for e in fresh)
        ids = {e.id for e in out}
        stale = [h for h in self.talks.values() if any(s.entry.id in ids for s in h.talk.steps)]
        found = Refolding(self.near).run(fresh, stale, out)
        for held in found.old:
            del self.talks[held.talk.id]
        for held in found.new:
            assert held.talk.id not in self.talks
            self.talks[held.talk.id] = held

    def all(self) -> list[Talk]:
        return sorted((held.talk for held in self.talks.values()), key=lambda talk: talk.id)


def _pairs(claim: Entry) -> frozenset[tuple[str, str]]:
    return Core.of(claim).pairs()


def drawn(draw: random.Random, number: int, names: tuple[str, ...], days: int) -> Entry:
    parties = draw.sample(names, min(len(names), draw.choice((2, 2, 2, 3, 3, 4, 5))))
    made = entry(
        number, (date(2025, 1, 1) + timedelta(days=draw.randrange(days))).isoformat(), *parties,
        kind=draw.choice(("merger", "stake", "development", "supply", "cooperation", "cooperation")),
        also_kinds=draw.choice(((), (), (Kind.MERGER,))), status=draw.choice(("rumoured", "confirmed", "abandoned")),
        stage=draw.choice(("talks", "mou", "exploring")), region=draw.choice(("", "", "China", "United States")),
        subject=draw.choice(("", "trucks", "batteries")), denied=draw.random() < 0.1, main=draw.random() < 0.8,
        renewed=draw.random() < 0.1, origin=draw.choice(("Nikkei", "Bloomberg", "company")),
        confidence=draw.choice((0.9, 0.9, 0.6, 0.4)),
    )  # fmt: skip
    return replace(made, owned=tuple((c, OWNERS[c]) for c in made.companies if c in OWNERS and draw.random() < 0.7))


def wanted(shelf: Shelf) -> list[Talk]:
    return sorted(fold(shelf.entries.values()), key=lambda talk: talk.id)


@settings(max_examples=examples(150), deadline=None)
@given(st.integers(0, 1_000_000), st.integers(2, 6), st.sampled_from([60, 400, *([1500] if share(1) == 1 else [])]))
def test_whatever_is_added_changed_or_taken_out_the_talks_are_those_of_the_fold(
    seed: int, companies: int, days: int
) -> None:
    draw = random.Random(seed)
    shelf = Shelf()
    for number in range(40):
        chance = draw.random()
        known = sorted(shelf.entries)
        if known and chance < 0.15:
            shelf.change([], draw.sample(known, min(len(known), draw.choice((1, 2)))))
        elif known and chance < 0.25:
            old = shelf.entries[draw.choice(known)]
            shelf.change([replace(drawn(draw, 0, NAMES[:companies], days), id=old.id, report=old.report)])
        else:
            shelf.change([drawn(draw, 10 * number + i, NAMES[:companies], days) for i in range(draw.choice((1, 1, 3)))])
        assert shelf.all() == wanted(shelf)


def test_a_claim_touches_only_what_it_can_bear_on() -> None:
    """An old report about one pair leaves the talks of the others, tied to it through third companies, as they are."""
    shelf = Shelf()
    for number in range(30):
        day = (date(2025, 1, 1) + timedelta(days=number)).isoformat()
        shelf.change([entry(number, day, f"c{number % 6}", f"c{number % 6 + 1}")])
    before = {held.talk.id: held for held in shelf.talks.values()}
    shelf.change([entry(99, "2024-12-01", "c0", "c1")])
    kept = [talk_id for talk_id, held in shelf.talks.items() if before.get(talk_id) is held]
    assert len(kept) == len(before) - 1
    assert shelf.all() == wanted(shelf)
