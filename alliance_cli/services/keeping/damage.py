"""What is wrong with the ledger's file, where a command meets it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from alliance_cli.errors import AllianceError, ExitCode

if TYPE_CHECKING:
    from alliance_cli.store import connection

_WHERE_ROWS_ARE_READ = ("alliance_cli.store.", "alliance_cli.field_types", "alliance_cli.json_lists")


def explained(error: Exception) -> AllianceError | None:
    """What SQLite says of the ledger, in a line and with an exit code; None for an error that is not about it."""
    if "sqlite3" not in sys.modules:
        return None  # nothing has opened a ledger, and the command need not wait for what would
    from alliance_cli.store import failures

    return failures.explained(error) or (_senseless(error) if isinstance(error, ValueError) else None)


@contextmanager
def in_place() -> Iterator[None]:
    """Whatever is done inside, its ledgers are where they were opened. Raises AllianceError (74) for one that is not.

    What was shown of a file that another took the place of meanwhile is of the old one.
    """
    before = _ledgers()
    yield
    for ledger in _ledgers() - before:
        ledger.check_place()


def _ledgers() -> "set[connection.Ledger]":
    """The ledgers that are open."""
    if "alliance_cli.store.connection" not in sys.modules:
        return set()
    from alliance_cli.store import connection

    return connection.opened()


def _senseless(error: ValueError) -> AllianceError | None:
    """A value that the ledger holds and that cannot be one, told by where it was met; None for another error."""
    import traceback  # a command that fails may wait for it

    modules = [str(frame.f_globals.get("__name__")) for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [module for module in modules if module.startswith("alliance_cli.")]
    if not ours or not ours[-1].startswith(_WHERE_ROWS_ARE_READ):
        return None
    return AllianceError(
        f"the ledger holds what makes no sense: {error}; `alliance check` tells more, `alliance check --repair` mends "
        "what is derived, a backup or an export is the way back for the rest", ExitCode.BAD_DATA,
    )  # fmt: skip
