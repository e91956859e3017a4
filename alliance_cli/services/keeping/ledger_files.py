"""Ledgers, and what SQLite keeps beside them, told from other files: nothing else is ever written over them."""

import os
from pathlib import Path

from alliance_cli.errors import AllianceError, ExitCode

_BESIDE = ("-wal", "-shm", "-journal")
_DATABASE = b"SQLite format 3\0"
_LOG = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""How a file of SQLite begins, and how the log beside it does in either byte order."""


def refuse(target: Path, ledger: Path | None = None) -> None:
    """Raises AllianceError (2) if the target is a ledger or belongs to one, by whatever name or link.

    `ledger` is one even if it is not there yet.
    """
    place = os.path.realpath(target)
    if ledger is not None and _without_ending(place) == os.path.realpath(ledger):
        raise AllianceError(f"{target} is the ledger, or belongs to it; give another file", ExitCode.USAGE)
    if _is_database(place) or belongs_to_one(target):
        raise AllianceError(f"{target} is a ledger or another database; give another file", ExitCode.USAGE)


def belongs_to_one(target: Path) -> bool:
    """True for the log and the like beside a database, there or not."""
    place = os.path.realpath(target)
    return _begins(place, _LOG) or (_without_ending(place) != place and _is_database(_without_ending(place)))


def _is_database(place: str) -> bool:
    return _begins(place, (_DATABASE,))


def _without_ending(place: str) -> str:
    return next((place.removesuffix(ending) for ending in _BESIDE if place.endswith(ending)), place)


def _begins(place: str, marks: tuple[bytes, ...]) -> bool:
    try:
        if not os.path.isfile(place):  # noqa: PTH113 - a pipe would wait
            return False
        with open(place, "rb") as stream:  # noqa: PTH123
            return stream.read(16).startswith(marks)
    except (OSError, ValueError):
        return False
