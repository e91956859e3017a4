"""What is wrong with the ledger's file, where a command meets it."""

import sys

from alliance_cli.errors import AllianceError


def explained(error: Exception) -> AllianceError | None:
    """What SQLite says of the ledger, in a line and with an exit code; None for an error that is not about it."""
    if "sqlite3" not in sys.modules:
        return None  # nothing has opened a ledger, and the command need not wait for what would
    from alliance_cli.store import connection

    return connection.explained(error)
