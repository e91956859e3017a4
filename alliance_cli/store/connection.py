"""Opening, creating, copying and locking a ledger file."""

import atexit
import os
import sqlite3
import sys
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from alliance_cli import limits, whole_files
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.store import schema
from alliance_cli.store.failures import translated

BUSY_SECONDS = 30.0
"""How long a command waits for another writer before it gives up."""

_CHECKPOINT_PAGES = 4000
"""Changed pages (4 KiB each) that gather beside the ledger before they go into it: fewer, larger writes."""

_IN_BULK: Mapping[str, int] = {"synchronous": 1, "cache_size": -48_000, "wal_autocheckpoint": 4 * _CHECKPOINT_PAGES}
"""What holds while much is written. Ids are spread over a ledger: 48 MB of it are kept at hand, or each new one would
be looked for on the disk, and pages that are written again and again go into it seldom.
"""

_STATEMENTS = 512
"""So many statements are kept ready: those over several values are one for each number of them."""


def _say(message: str) -> None:
    print(f"alliance: {message}", file=sys.stderr)


def open_ledger(path: Path, *, create: bool = False, say: Callable[[str], None] = _say) -> sqlite3.Connection:
    """A connection to the ledger at `path`, brought to the current schema.

    With `create` a missing file (and its folder) is made. A ledger of an older version is backed up beside itself
    first; `say` is told so, by default on standard error. Raises AllianceError: 1 if the ledger does not exist, 2 if
    its name is not UTF-8, 65 if the file is no ledger, 73 if it cannot be created, 75 if it stays locked, 77 without
    permission, 78 if a newer version of the program wrote it.
    """
    if not _is_text(path):
        raise AllianceError(f"the name of the ledger, {path}, is not UTF-8; give it another", ExitCode.USAGE)
    with translated(path):
        exists = path.exists() and path.stat().st_size > 0
        if not exists and not create:
            raise AllianceError(
                f"no ledger at {path}; `alliance add` or `alliance ingest` starts one", ExitCode.NOT_FOUND
            )
        if not exists:
            _make_folder(path.parent)
            _make_file(path)
        elif not os.access(path, os.R_OK):
            raise PermissionError
        conn = _connect(path) if create or may_write(path) else look_at(path)
        try:
            _prepare(conn, path, say)
            if create and conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                _set_wal(conn)  # a backup that is written to from now on
        except BaseException:
            conn.close()
            raise
        return conn


def open_copy(path: Path) -> sqlite3.Connection:
    """A connection to a private copy of a ledger, brought to the current schema: what is stored in it goes with the
    process, so what a user says belongs in none. Raises AllianceError as `open_ledger`.
    """
    with translated(path):
        copy = _private_copy(path)
        conn = _connect(copy)
        try:
            _prepare(conn, copy, lambda _: None)
        except BaseException:
            conn.close()
            raise
        return conn


def _make_file(path: Path) -> None:
    """An empty file that only its owner reads: SQLite gives what it keeps beside it the same rights."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600))


def may_write(path: Path) -> bool:
    """True if this user may write a ledger, for which SQLite has to make files beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _is_text(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AllianceError(f"cannot create the folder {folder}: {error.strerror}", ExitCode.CANNOT_CREATE) from error


class Ledger(sqlite3.Connection):
    """A connection that can be referred to weakly, and knows its file."""

    path: Path | None = None
    file: tuple[int, int] | None = None

    written = False

    def close(self) -> None:
        """Close it; where its file is does not matter any more."""
        _open.discard(self)
        super().close()

    def check_place(self) -> None:
        """Raises AllianceError (74) if the file is no longer where it was opened."""
        if self.path is not None and self.file != _file_at(self.path):
            raise AllianceError(
                f"{self.path} was removed or replaced meanwhile; what was {_DONE[self.written]} is in the old file, "
                "which goes with this command: run it again", ExitCode.IO_ERROR,
            )  # fmt: skip


_DONE = {True: "written since", False: "shown"}


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def path_of(conn: sqlite3.Connection) -> Path | None:
    """The file of a ledger, None for one in memory."""
    return conn.path if isinstance(conn, Ledger) else None


_open: "weakref.WeakSet[Ledger]" = weakref.WeakSet()


def opened() -> set[Ledger]:
    """The ledgers that are open in this process."""
    return set(_open)


@atexit.register
def _close_all() -> None:
    """What was written goes into the ledger's file itself when a command ends, so that the one file holds it all."""
    for conn in list(_open):
        conn.close()


def _connect(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, factory=Ledger, cached_statements=_STATEMENTS
    )
    conn.path, conn.file = path, _file_at(path)
    _open.add(conn)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = FULL")  # what a command says it stored has to outlast a power cut
    conn.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    return conn


def look_at(path: Path) -> sqlite3.Connection:
    """A connection to a ledger that is not written: SQLite needs to write beside one to read it, else be told that
    nobody does. What another has written beside it is read in a private copy, and nothing is stored in that either.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        path = _private_copy(path)
        with closing(_connect(path)) as copy:
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = Path(os.path.abspath(path))  # noqa: PTH100 - a link may lead to another folder
    conn = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, factory=Ledger)
    _open.add(conn)
    return conn


def _private_copy(path: Path) -> Path:
    """The ledger and its log in a folder of their own, which goes with the process."""
    import atexit
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="alliance-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copyfile(path, folder / "ledger.db")
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        shutil.copyfile(log, folder / "ledger.db-wal")
    return folder / "ledger.db"


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
    try:
        _migrate(conn, path, say, fresh=empty)
    finally:
        conn.execute("PRAGMA foreign_keys = ON")


def _stamp(conn: sqlite3.Connection) -> tuple[int, int]:
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    return version, conn.execute("PRAGMA application_id").fetchone()[0]


def _migrate(conn: sqlite3.Connection, path: Path, say: Callable[[str], None], *, fresh: bool) -> None:
    """Apply what is pending inside one immediate transaction, so that several processes at first use do not clash."""
    with limits.loading():
        from sqlite_utils import Database

    if fresh:
        _set_wal(conn)
    conn.execute("PRAGMA foreign_keys = OFF")  # where a table is replaced, its rows are gone for a moment
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
    if not fresh:
        _give_back_room(conn, path, say)


_MUCH = 1_000
"""So many unused pages, of 4 KiB, are worth the work to give them back."""


def _give_back_room(conn: sqlite3.Connection, path: Path, say: Callable[[str], None]) -> None:
    """Make a file small of which a migration has left much unused; where that cannot be now, say how it can later."""
    unused = conn.execute("PRAGMA freelist_count").fetchone()[0]
    if unused < _MUCH:
        return
    try:
        conn.execute("VACUUM")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        say(f"{path} keeps {unused >> 8} MB that it does not need ({error}); a copy by `alliance backup` is without")


def _keep_copy(path: Path, version: int) -> Path:
    """A copy of the ledger beside it, under a name not taken yet. Call while no other process can write.

    One that is there already, byte for byte, is enough: a process that was killed left it.
    """
    from filecmp import cmp  # few commands migrate

    stem = f"{path.name}.schema-{version}"
    names = [path.with_name(f"{stem}{'' if n == 1 else f'-{n}'}.backup") for n in range(1, 10_000)]
    held = list(takewhile(Path.exists, names))
    target = names[len(held)]
    copy_to(path, target)
    same = next((copy for copy in held if cmp(copy, target, shallow=False)), None)
    if same is not None:
        target.unlink()
    return same or target


def copy_to(path: Path, target: Path) -> None:
    """A whole and compact copy of a ledger, whoever reads or writes it meanwhile. `target` appears when it is whole."""
    source = _connect(path) if may_write(path) else look_at(path)
    with closing(source), whole_files.whole(target) as part:
        _make_file(part)
        try:
            source.execute("VACUUM INTO ?", (str(part),))
        except sqlite3.OperationalError as error:
            raise (limits.NO_HANDLES if limits.out_of_handles() else error) from error  # asked while both are open


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
    if keep and isinstance(conn, Ledger):
        conn.written = True
        conn.check_place()


@contextmanager
def in_bulk(conn: sqlite3.Connection) -> Iterator[None]:
    """Many transactions: what they store is put on the disk once, after the last. Call outside a transaction."""
    before = {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in _IN_BULK}
    _set(conn, _IN_BULK)
    try:
        yield
    finally:
        _set(conn, before)
        if before["synchronous"] and isinstance(conn, Ledger) and conn.path is not None:
            with suppress(FileNotFoundError):  # all of it went into the ledger meanwhile
                whole_files.settle(conn.path.with_name(f"{conn.path.name}-wal"))


def _set(conn: sqlite3.Connection, pragmas: Mapping[str, int]) -> None:
    for name, value in pragmas.items():
        conn.execute(f"PRAGMA {name} = {value}")


@contextmanager
def reading(conn: sqlite3.Connection) -> Iterator[None]:
    """One read transaction: whoever writes meanwhile, all that is read is as it was when the first of it was."""
    conn.execute("BEGIN")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
