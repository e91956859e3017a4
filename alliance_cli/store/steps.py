"""The steps of talks as they are stored, their claims by id."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
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


def of_talks(conn: sqlite3.Connection, talk_ids: Sequence[str]) -> dict[str, list[StoredStep]]:
    """The steps of each of these talks, in order."""
    sql = f"SELECT talk, {COLUMNS} FROM steps WHERE talk IN ({{}}) ORDER BY talk, position"
    return {**{talk: [] for talk in talk_ids}, **_by_talk(select_in(conn, sql, talk_ids))}


_BEARING = """
  FROM steps s JOIN claims c ON c.id = s.claim {} WHERE s.talk = ?1 AND (s.rule <> 'unreviewed'
      OR NOT EXISTS (SELECT 1 FROM steps WHERE talk = ?1 AND rule <> 'unreviewed'))
"""
_TURN = "s.changed OR s.new_origin OR c.denied OR c.on_hold"
_TELLS = f"{_TURN} OR s.stage IS NOT lag(s.stage) OVER (ORDER BY s.position) AS tells"
_OPENINGS = f"SELECT position FROM (SELECT s.position, {_TELLS} {_BEARING.format('')}) WHERE tells ORDER BY position"
_REPEATED = f"""
WITH bearing AS (SELECT s.position, v.report, {_TELLS} {_BEARING.format("JOIN revisions v ON v.id = c.revision")}
  AND s.position >= ?2 AND s.position < ?3),
grouped AS (SELECT position, report, sum(tells) OVER (ORDER BY position ROWS UNBOUNDED PRECEDING) AS event FROM bearing)
SELECT min(position), count(DISTINCT report) - 1 FROM grouped GROUP BY event
"""


def openings(conn: sqlite3.Connection, talk_id: str) -> list[int]:
    """The positions of the steps that open a line of a timeline, in order.

    A line is opened by a turn, a new origin, a new stage, a pause or a denial; claims that do not count are told where
    no other is there.
    """
    return [int(position) for (position,) in conn.execute(_OPENINGS, (talk_id,))]


def repeated(conn: sqlite3.Connection, talk_id: str, first: int, end: int) -> dict[int, int]:
    """How many other reports repeat each line, from the one opened by the step `first` to before `end`."""
    return {int(position): int(more) for position, more in conn.execute(_REPEATED, (talk_id, first, end))}


def with_rules(conn: sqlite3.Connection, talk_id: str, rules: Collection[str]) -> list[int]:
    """The positions of a talk's steps that met one of these rules."""
    marks = ", ".join("?" * len(rules))
    sql = f"SELECT position FROM steps WHERE talk = ? AND rule IN ({marks})"
    return [int(position) for (position,) in conn.execute(sql, (talk_id, *rules))]


def at(conn: sqlite3.Connection, talk_id: str, positions: Iterable[int]) -> list[StoredStep]:
    """A talk's steps at these positions, in order."""
    wanted = json.dumps(sorted(positions))
    sql = (
        f"SELECT {COLUMNS} FROM steps WHERE talk = ? AND position IN (SELECT value FROM json_each(?)) ORDER BY position"
    )
    return [_step(row) for row in conn.execute(sql, (talk_id, wanted))]


def has_any(conn: sqlite3.Connection, talk_id: str, claims: Iterable[str]) -> bool:
    """True if a step of the talk rests on one of these claims."""
    sql = "SELECT 1 FROM steps WHERE talk = ? AND claim IN (SELECT value FROM json_each(?)) LIMIT 1"
    return conn.execute(sql, (talk_id, json.dumps(list(claims)))).fetchone() is not None


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
