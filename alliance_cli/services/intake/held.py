"""What is kept in quarantine: listed, chosen by number, let go."""

import sqlite3
from collections.abc import Iterable, Sequence

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.sources.urls import without_secrets
from alliance_cli.store import quarantine
from alliance_cli.store.connection import writing
from alliance_cli.store.quarantine import Held


def chosen(conn: sqlite3.Connection, numbers: Sequence[int] | None = None) -> list[Held]:
    """What has these numbers, in that order; without any given all that is kept, the oldest first.

    Raises AllianceError (1) for a number that is not there.
    """
    everything = quarantine.listed(conn)
    if numbers is None:
        return everything
    by_number = {held.id: held for held in everything}
    for number in numbers:
        if number not in by_number:
            raise AllianceError(f"nothing in quarantine has the number {number}", ExitCode.NOT_FOUND)
    return [by_number[number] for number in dict.fromkeys(numbers)]


def content(conn: sqlite3.Connection, held: Held) -> bytes | None:
    """The bytes that were kept, None where only the place is known."""
    return quarantine.raw_of(conn, held.id)


def drop(conn: sqlite3.Connection, wanted: Iterable[Held]) -> None:
    """Let go of them for good."""
    with writing(conn):
        quarantine.drop(conn, [held.id for held in wanted])


def as_row(held: Held) -> dict[str, object]:
    """What a list shows of one."""
    return {
        "id": held.id, "locator": without_secrets(held.locator), "reason": without_secrets(held.reason),
        "kind": held.kind, "source": held.source, "publisher": held.publisher, "passing": held.passing,
        "tries": held.tries, "first_seen": held.first_seen.isoformat(timespec="seconds"),
        "last_seen": held.last_seen.isoformat(timespec="seconds"),
        "next_try": held.next_try.isoformat(timespec="seconds") if held.next_try else None, "bytes": held.size,
    }  # fmt: skip
