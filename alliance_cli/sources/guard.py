"""A guard around each thing that is read: what raises becomes a fault in its place, and the others are read."""

import sqlite3
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.reader import NotReadError
from alliance_cli.sources.items import Fault, Item, bad_data

Raw = bytes | None | Callable[[], bytes]
"""The input itself, or how to make it where it is needed."""

_EMPTY = frozenset({"record", "json", "entry", "mail"})
"""Kinds of faults of what holds no report, whatever is known of it. Pages and dates are not among them: a crawl has
thousands of pages without an article, and how dates are written can be said later.
"""
_MOST_EMPTY = 10_000

_NOT_THE_INPUT = (AllianceError, OSError, sqlite3.Error)
"""What is no fault of what is read."""


def guarded(items: Iterable[Item], locator: str, raw: Raw = None) -> Iterator[Item]:
    """The items, and at their end what the reader of them raised as a fault."""
    try:
        yield from items
    except _NOT_THE_INPUT:
        raise
    except Exception as error:
        yield from_bug(error, locator, raw() if callable(raw) else raw)


def given_up(items: Iterable[Item], locator: str) -> Iterator[Item]:
    """The items of one file, up to where very many in a row held nothing: a few packed bytes make millions of them."""
    empty = 0
    for item in items:
        empty = empty + 1 if isinstance(item, Fault) and item.kind in _EMPTY else 0
        yield item
        if empty >= _MOST_EMPTY:
            yield bad_data(
                locator, f"{empty:,} in a row that cannot be read; the rest of it is left unread", "too-many"
            )
            return


def one(read: Callable[[], Item], locator: str, raw: Raw = None) -> Item:
    """What `read` gives, or what it raised as a fault."""
    return next(guarded((read() for _ in range(1)), locator, raw))


def from_bug(error: Exception, locator: str, raw: bytes | None = None) -> Fault:
    """The fault that an error of this program or of a library stands for, with its trace."""
    if isinstance(error, NotReadError):
        return Fault(locator, str(error), ExitCode.TRY_AGAIN, "model", raw, passing=True)
    if isinstance(error, MemoryError):
        fault = bad_data(locator, "there is not enough memory to read it", "hostile", raw)
        return replace(fault, code=ExitCode.TRY_AGAIN, passing=True)  # what takes too much of it is read by a worker
    if isinstance(error, RecursionError):
        return bad_data(locator, "nested too deeply to be read", "hostile", raw)
    reason = f"a bug: {type(error).__name__}: {error}"
    return replace(bad_data(locator, reason, "bug", raw), trace="".join(traceback.format_exception(error)))
