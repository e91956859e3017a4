"""Statements over many values, in as many runs as SQLite's limit on parameters asks for."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

_BATCH = 500
"""Parameters a statement takes; old builds of SQLite allow 999."""


def select_in(conn: sqlite3.Connection, sql: str, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Run `sql`, whose `{}` stands for a list of marks, over the sorted values in batches."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _BATCH):
        part = ordered[start : start + _BATCH]
        yield from conn.execute(sql.format(",".join("?" * len(part))), part)
