"""Many small writes in one transaction: each is stored whole or not at all, and a commit is paid for many at once."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from alliance_cli.store.connection import writing

_SECONDS = 0.1
"""A transaction is committed after so long at the next step."""

_PAUSE = 0.004
"""So long others who wait to write have the ledger between two transactions."""


class Batch:
    """Steps of one transaction after another. `settle` stores those that are done; call it before a wait, and at the
    end, whatever ended it.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._transaction: Iterator[None] | None = None
        self._due = 0.0

    @contextmanager
    def step(self) -> Iterator[None]:
        """What is written inside is stored whole with the steps before it, or not at all."""
        if self._transaction is not None and time.monotonic() > self._due:
            self.settle()
            time.sleep(_PAUSE)
        if self._transaction is None:
            self._begin()
        self._conn.execute("SAVEPOINT step")
        try:
            yield
        except BaseException:
            if self._conn.in_transaction:  # SQLite itself takes all back where the disk is full
                self._conn.execute("ROLLBACK TO step")
                self._conn.execute("RELEASE step")
            raise
        self._conn.execute("RELEASE step")

    def settle(self) -> None:
        """Store what was done. Raises as `writing` does."""
        transaction, self._transaction = self._transaction, None
        if transaction is not None and self._conn.in_transaction:
            next(transaction, None)

    def _begin(self) -> None:
        self._transaction = _open(self._conn)
        next(self._transaction)
        self._due = time.monotonic() + _SECONDS


def _open(conn: sqlite3.Connection) -> Iterator[None]:
    """A transaction that begins with the first `next` and is committed with the second."""
    with writing(conn):
        yield
