"""Opening, creating and locking a ledger file; SQLite's errors as the project's own."""

import atexit
import os
import sqlite3
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.store import schema

BUSY_SECONDS = 30.0
"""How long a command waits for another writer before it gives up."""

_CHECKPOINT_PAGES = 4000
"""Changed pages (4 KiB each) that gather beside the ledger before they go into it: fewer, larger writes."""


def _say(message: str) -> None:
    print(f"alliance: {message}", file=sys.stderr)


def open_ledger(path: Path, *, create: bool = False, say: Callable[[str], None] = _say) -> sqlite3.Connection:
    """A connection to the ledger at `path`, brought to the current schema.

    With `create` a missing file (and its folder) is made. A ledger of an older version is backed up beside itself
    first; `say` is told so, by default on standard error. Raises AllianceError: 1 if the ledger does not exist,
    65 if the file is no ledger, 73 if it cannot be created, 75 if it stays locked, 77 without permission, 78 if a
    newer version of the program wrote it.
    """
    with translated(path):
        exists = path.exists() and path.stat().st_size > 0
        if not exists and not create:
            raise AllianceError(
                f"no ledger at {path}; `alliance add` or `alliance ingest` starts one", ExitCode.NOT_FOUND
            )
        if not exists:
            _make_folder(path.parent)
        conn = _connect(path)
        try:
            _prepare(conn, path, say)
            if create and conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                _set_wal(conn)  # a backup that is written to from now on
        except BaseException:
            conn.close()
            raise
        return conn


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AllianceError(f"cannot create the folder {folder}: {error.strerror}", ExitCode.CANNOT_CREATE) from error


class _Connection(sqlite3.Connection):
    """A connection that can be referred to weakly."""


_open: "weakref.WeakSet[_Connection]" = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    """What was written goes into the ledger's file itself when a command ends, so that the one file holds it all."""
    for conn in list(_open):
        conn.close()


def _connect(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, factory=_Connection)
    _open.add(conn)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = NORMAL")
    conn.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    return conn


def _prepare(conn: sqlite3.Connection, path: Path, say: Callable[[str], None]) -> None:
    version, application = _stamp(conn)
    if version == schema.VERSION and application == schema.APPLICATION_ID:
        return
    empty = conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if application != schema.APPLICATION_ID and not empty:
        raise AllianceError(f"{path} is a SQLite file but not a ledger of this program", ExitCode.BAD_DATA)
    if version > schema.VERSION:
        raise AllianceError(
            f"{path} was written by a newer alliance (schema {version}, this one knows {schema.VERSION});"
            " upgrade alliance",
            ExitCode.CONFIGURATION,
        )
    _migrate(conn, path, say, fresh=empty)


def _stamp(conn: sqlite3.Connection) -> tuple[int, int]:
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    return version, conn.execute("PRAGMA application_id").fetchone()[0]


def _migrate(conn: sqlite3.Connection, path: Path, say: Callable[[str], None], *, fresh: bool) -> None:
    """Apply what is pending inside one immediate transaction, so that several processes at first use do not clash."""
    from sqlite_utils import Database

    if fresh:
        _set_wal(conn)
    with writing(conn):
        version, application = _stamp(conn)
        if version == schema.VERSION:
            return
        if application == schema.APPLICATION_ID:
            kept = _keep_copy(path, version)
            say(f"bringing {path} from schema {version} to {schema.VERSION}; as it was it is kept in {kept}")
        schema.migrations().apply(Database(conn, execute_plugins=False))
        conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {schema.VERSION}")


def _keep_copy(path: Path, version: int) -> Path:
    """A copy of the ledger beside it, under a name not taken yet. Call while no other process can write."""
    stem = f"{path.name}.schema-{version}"
    taken = (path.with_name(f"{stem}{'' if n == 1 else f'-{n}'}.backup") for n in range(1, 10_000))
    target = next(name for name in taken if not name.exists())
    copy_to(path, target)
    return target


def copy_to(path: Path, target: Path) -> None:
    """A whole and compact copy of a ledger, whoever reads or writes it meanwhile. `target` appears when it is whole."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    source = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        source.execute("VACUUM INTO ?", (str(part),))
        part.replace(target)
    finally:
        source.close()
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def _set_wal(conn: sqlite3.Connection) -> None:
    """Switching to WAL needs the file alone and does not wait by itself."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            conn.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


@contextmanager
def writing(conn: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """One `BEGIN IMMEDIATE` transaction: all of it is stored, or nothing; without `keep`, nothing in any case."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT" if keep else "ROLLBACK")


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
        raise AllianceError(f"cannot use {path}: {error.strerror}", ExitCode.IO_ERROR) from error


def explained(error: Exception, path: str = "the ledger") -> AllianceError | None:
    """What SQLite says of the ledger, in a line and with an exit code; None for what only a bug can bring about."""
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    text = str(error)
    if "locked" in text or "busy" in text:
        return AllianceError(f"{path} is locked by another process; try again", ExitCode.TRY_AGAIN)
    if "not a database" in text:
        return AllianceError(f"{path} is not a ledger, or is damaged: {_WAY_BACK}", ExitCode.BAD_DATA)
    if "malformed" in text or "Could not decode" in text:
        return AllianceError(f"{path} is damaged: {_WAY_BACK}; `alliance check` tells more", ExitCode.BAD_DATA)
    if "unable to open" in text:
        return AllianceError(f"cannot open or create {path}", ExitCode.CANNOT_CREATE)
    if "readonly" in text:
        return AllianceError(f"no permission to write to {path}", ExitCode.NO_PERMISSION)
    if "disk" in text or "full" in text:
        return AllianceError(f"{path}: {text}", ExitCode.IO_ERROR)
    return None
