"""A talk of very many claims as the screens show it: the claims that say something are read, the others counted.

The result is what reading all of them gives; where it might not be, there is none, and the caller reads them all.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from alliance_cli.models import Step, Talk
from alliance_cli.services.looking.selection import Moment
from alliance_cli.store import claims, reviews, steps, talks
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.talks import TalkRow

MANY = 300
"""Talks of fewer claims are read as a whole."""

_TELLING = frozenset({"judgement", "end-reported", "confirmation-reported"})
"""Rules that a verdict may rest on."""

_T = TypeVar("_T")


class Digest(NamedTuple):
    """A `talk` of which some steps alone were read, each with its number; `told` are the numbers of those that are
    events, each with how many more reports repeat it, `left_out` how many events after the first are not among them.
    `size` is how many steps there are; `row` has its figures.
    """

    row: TalkRow
    talk: Talk
    steps: tuple[tuple[int, Step], ...]
    told: dict[int, int]
    left_out: int
    size: int


def of(conn: sqlite3.Connection, talk_id: str, moment: Moment, *, last: int = 0, most: int = 0) -> Digest | None:
    """The talk with its telling steps and the `last`; None for one that is to be read as a whole.

    At `most` so many of its events are told: the first, and the latest (0: all of them).
    """
    if moment.is_past or (size := steps.size(conn, talk_id)) < MANY:
        return None
    if steps.has_any(conn, talk_id, reviews.corrections(conn)):
        return None
    opened = steps.openings(conn, talk_id)
    told = shortened(opened, most)
    wanted = sorted({*told, *steps.with_rules(conn, talk_id, _TELLING), *range(max(size - last, 0), size)})
    stored = steps.at(conn, talk_id, wanted)
    entries = {entry.id: entry for entry in claims.entries(conn, [step.claim for step in stored], Kinship(conn))}
    if len(entries) < len(stored):
        return None
    row = talks.rows(conn, [talk_id])[0]
    talk = talks.assemble(row, stored, entries)
    numbered = tuple(zip([position + 1 for position in wanted], talk.steps, strict=True))
    stretches = [(told[0], opened[1]), (told[1], size)] if len(told) < len(opened) else [(told[0], size)]
    more = {n: count for stretch in stretches for n, count in steps.repeated(conn, talk_id, *stretch).items()}
    return Digest(row, talk, numbered, {n + 1: more[n] for n in told}, len(opened) - len(told), size)


def shortened(events: Sequence[_T], most: int) -> Sequence[_T]:
    """At most so many of the events: the first, and the latest; all of them where `most` is 0."""
    return [events[0], *events[len(events) - most + 1 :]] if 0 < most < len(events) else events
