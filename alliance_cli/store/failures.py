"""What SQLite and the file system say of a ledger, in a line and with an exit code."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alliance_cli import limits
from alliance_cli.errors import AllianceError, ExitCode

_WAY_BACK = "a backup or an export is the way back"


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say about the ledger into one line and an exit code."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = explained(error, str(path))
        if known is None:
            raise
        raise known from error
    except PermissionError as error:
        raise AllianceError(f"no permission to use {path}", ExitCode.NO_PERMISSION) from error
    except OSError as error:
        cannot = AllianceError(f"cannot use {path}: {error.strerror}", ExitCode.IO_ERROR)
        raise (limits.met(error) or cannot) from error


_OF_PARTS = (
    "no such table", "no such column", "no such fts5 table", "unsupported file format", "vtable constructor failed",
    "malformed", "SQL logic error",
)  # fmt: skip
"""What SQLite says of parts that are gone or make no sense, and has no code of its own for."""


def explained(error: Exception, path: str = "the ledger") -> AllianceError | None:
    """What SQLite says of the ledger, in a line and with an exit code; None for what only a bug can bring about."""
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    text = str(error)
    if "locked" in text or "busy" in text:
        return AllianceError(f"{path} is locked by another process; try again", ExitCode.TRY_AGAIN)
    if "not a database" in text:
        return AllianceError(f"{path} is not a ledger, or is damaged: {_WAY_BACK}", ExitCode.BAD_DATA)
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT or "Could not decode" in text:
        return AllianceError(f"{path} is damaged: {_WAY_BACK}; `alliance check` tells more", ExitCode.BAD_DATA)
    if any(part in text for part in _OF_PARTS) or text == "constraint failed":  # one of the program's names its columns
        return AllianceError(f"{path} is damaged, {text}: {_WAY_BACK}", ExitCode.BAD_DATA)
    if "unable to open" in text:
        return _unopened(path)
    if "readonly" in text:
        return AllianceError(f"no permission to write to {path}", ExitCode.NO_PERMISSION)
    if "disk" in text or "full" in text:
        return AllianceError(f"{path}: {text}", ExitCode.IO_ERROR)
    return None


def _unopened(path: str) -> AllianceError:
    if not _may_use(path):
        return AllianceError(f"no permission to use {path}", ExitCode.NO_PERMISSION)
    why = "is a folder, and a ledger is a file" if Path(path).is_dir() else "cannot be opened or created"
    cannot = AllianceError(f"{path} {why}", ExitCode.CANNOT_CREATE)
    return limits.NO_HANDLES if limits.out_of_handles() else cannot


def _may_use(path: str) -> bool:
    """False if the file, or what SQLite keeps beside it, is there and may not be read and written."""
    files = (Path(f"{path}{ending}") for ending in ("", "-wal", "-shm"))
    return all(os.access(file, os.R_OK | os.W_OK) for file in files if file.exists())
