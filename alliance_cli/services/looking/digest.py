"""A talk of very many claims as the screens show it: the claims that say something are read, the others counted.

The result is what reading all of them gives; where it might not be, there is none, and the caller reads them all.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from alliance_cli.models import Step, Talk
from alliance_cli.services.looking.selection import Moment
from alliance_cli.store import claims, reviews, steps, talks
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.steps import PlacedStep
from alliance_cli.store.talks import TalkRow

MANY = 300
"""Talks of fewer claims are read as a whole."""

_TELLING = frozenset({"judgement", "end-reported", "confirmation-reported"})
"""Rules that a verdict may rest on."""


class Digest(NamedTuple):
    """A `talk` of which some steps alone were read, each with its number; `told` are the numbers of those that are
    events, each with how many more reports repeat it. `size` is how many steps there are; `row` has its figures.
    """

    row: TalkRow
    talk: Talk
    steps: tuple[tuple[int, Step], ...]
    told: dict[int, int]
    size: int


def of(conn: sqlite3.Connection, talk_id: str, moment: Moment, last: int = 0) -> Digest | None:
    """The talk with its telling steps and the `last`; None for one that is to be read as a whole."""
    if moment.is_past or steps.size(conn, talk_id) < MANY:
        return None
    placed = steps.placed(conn, talk_id)
    if not reviews.corrections(conn).keys().isdisjoint(one.step.claim for one in placed):
        return None
    told = _told(placed)
    late = len(placed) - last
    wanted = [n for n, one in enumerate(placed, 1) if n in told or one.step.rule in _TELLING or n > late]
    stored = [placed[n - 1].step for n in wanted]
    entries = {entry.id: entry for entry in claims.entries(conn, [step.claim for step in stored], Kinship(conn))}
    if len(entries) < len(stored):
        return None
    row = talks.rows(conn, [talk_id])[0]
    talk = talks.assemble(row, stored, entries)
    return Digest(row, talk, tuple(zip(wanted, talk.steps, strict=True)), told, len(placed))


def _told(placed: Sequence[PlacedStep]) -> dict[int, int]:
    """The numbers of the steps that open a line of a timeline, with how many other reports repeat it."""
    groups: list[tuple[int, set[str]]] = []
    stage = None
    numbered = list(enumerate(placed, 1))
    for number, one in [(n, one) for n, one in numbered if one.step.rule != "unreviewed"] or numbered:
        step = one.step
        if not groups or step.changed or step.new_origin or step.stage is not stage or one.denied or one.on_hold:
            groups.append((number, set()))
        groups[-1][1].add(one.report)
        stage = step.stage
    return {number: len(reports) - 1 for number, reports in groups}
