"""The steps of talks as they are stored, their claims by id."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from alliance_cli.store.batches import select_in
from alliance_cli.vocabulary import Stage, Status

COLUMNS = "claim, rule, status, stage, changed, origin, new_origin, choices"
_STATUSES = {status.value: status for status in Status}
_STAGES = {stage.value: stage for stage in Stage}


class StoredStep(NamedTuple):
    """A step as stored, its claim by id."""

    claim: str
    rule: str
    status: Status
    stage: Stage
    changed: bool
    origin: str
    new_origin: bool
    choices: int


class PlacedStep(NamedTuple):
    """A step as stored, with the report of its claim by id, and whether the claim denies or pauses."""

    step: StoredStep
    report: str
    denied: bool
    on_hold: bool


def of_talks(conn: sqlite3.Connection, talk_ids: Sequence[str]) -> dict[str, list[StoredStep]]:
    """The steps of each of these talks, in order."""
    sql = f"SELECT talk, {COLUMNS} FROM steps WHERE talk IN ({{}}) ORDER BY talk, position"
    return {**{talk: [] for talk in talk_ids}, **_by_talk(select_in(conn, sql, talk_ids))}


def placed(conn: sqlite3.Connection, talk_id: str) -> list[PlacedStep]:
    """The steps of a talk in order, without what their claims say."""
    columns = ", ".join(f"s.{name}" for name in COLUMNS.split(", "))
    found = conn.execute(
        f"SELECT v.report, c.denied, c.on_hold, {columns} FROM steps s JOIN claims c ON c.id = s.claim"
        " JOIN revisions v ON v.id = c.revision WHERE s.talk = ? ORDER BY s.position", (talk_id,),
    )  # fmt: skip
    return [PlacedStep(_step(row), report, bool(denied), bool(held)) for report, denied, held, *row in found]


def size(conn: sqlite3.Connection, talk_id: str) -> int:
    """How many steps a talk has."""
    return int(conn.execute("SELECT count(*) FROM steps WHERE talk = ?", (talk_id,)).fetchone()[0])


def sizes(conn: sqlite3.Connection, talk_ids: Iterable[str]) -> dict[str, int]:
    """How many steps each of these talks has."""
    return dict(select_in(conn, "SELECT talk, count(*) FROM steps WHERE talk IN ({}) GROUP BY talk", talk_ids))


def rumours_and_turns(conn: sqlite3.Connection) -> dict[str, list[StoredStep]]:
    """Of each talk that began as a rumour: the step that opened it, and the first with another status if there is one.

    Left out are steps of claims that do not count.
    """
    began = "SELECT talk FROM steps WHERE rule = 'opens' AND status = 'rumoured'"
    turned = "SELECT talk, min(position) FROM steps WHERE status <> 'rumoured' AND rule <> 'unreviewed' GROUP BY talk"
    return _by_talk(
        conn.execute(
            f"SELECT talk, {COLUMNS} FROM steps WHERE talk IN ({began})"
            f" AND (rule = 'opens' OR (talk, position) IN ({turned})) ORDER BY talk, position"
        )
    )


def _by_talk(found: Iterable[tuple[Any, ...]]) -> dict[str, list[StoredStep]]:
    steps: dict[str, list[StoredStep]] = {}
    for talk, *row in found:
        steps.setdefault(talk, []).append(_step(row))
    return steps


def _step(row: Sequence[Any]) -> StoredStep:
    claim, rule, status, stage, changed, origin, new_origin, choices = row
    return StoredStep(
        claim, rule, _STATUSES[status], _STAGES[stage], bool(changed), origin, bool(new_origin), int(choices)
    )
