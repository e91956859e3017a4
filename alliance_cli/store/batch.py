"""Many small writes in one transaction: each is stored whole or not at all, and a commit is paid for many at once."""

import sqlite3
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from alliance_cli.store.connection import writing

_SECONDS = 0.5
"""A transaction is committed after so long at the next step."""

_PAUSE = 0.004
"""So long others who wait to write have the ledger between two transactions, ..."""
_SHARE = 0.05
"""... and longer after a long one: such a share of it, as who waits looks ten times in a second."""


class Batch:
    """Steps of one transaction after another. `settle` stores those that are done; call it before a wait, and at the
    end, whatever ended it.

    `finish` is called before a commit, to write what was put off; while `waits` says that something is, a transaction
    goes on.
    """

    def __init__(
        self, conn: sqlite3.Connection, finish: Callable[[], None] = lambda: None,
        waits: Callable[[], bool] = lambda: False,
    ) -> None:  # fmt: skip
        self._conn = conn
        self._finish = finish
        self._waits = waits
        self._transaction: Generator[None] | None = None
        self._due = 0.0

    @contextmanager
    def step(self) -> Iterator[None]:
        """What is written inside is stored whole with the steps before it, or not at all."""
        if self._transaction is not None and time.monotonic() > self._due and not self._waits():
            self.settle()
            time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - self._due)))
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
        if transaction is None or not self._conn.in_transaction:
            return
        try:
            self._finish()
        except BaseException:
            transaction.close()
            raise
        next(transaction, None)

    def _begin(self) -> None:
        self._transaction = _open(self._conn)
        next(self._transaction)
        self._due = time.monotonic() + _SECONDS


def _open(conn: sqlite3.Connection) -> Generator[None]:
    """A transaction that begins with the first `next` and is committed with the second."""
    with writing(conn):
        yield
