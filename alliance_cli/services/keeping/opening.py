"""Opening a ledger for a command: where it is, and with which companies."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from alliance_cli import own
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.keeping import rules_version
from alliance_cli.store import counting
from alliance_cli.store.connection import look_at, may_write, open_copy, open_ledger, path_of, writing


def for_reading(path: Path, *, heed_rules: bool = False) -> sqlite3.Connection:
    """A connection to an existing ledger. Raises AllianceError as `open_ledger`.

    With `heed_rules` its talks are those that the rules of this version derive, whichever version wrote them. Where the
    ledger may not be written and something would have to be, a private copy is read.
    """
    try:
        return _as_now(open_ledger(path), heed_rules=heed_rules)
    except (AllianceError, sqlite3.OperationalError) as error:
        if may_write(path) or not _is_refused(error):
            raise
    with closing(open_copy(path)) as copy:
        place = path_of(_as_now(copy, heed_rules=heed_rules))
    assert place is not None
    return look_at(place)  # what a command stored in the copy would be lost without a word


def _is_refused(error: AllianceError | sqlite3.OperationalError) -> bool:
    """True for what is said where something would have to be written first, and may not be."""
    return error.code == ExitCode.NO_PERMISSION if isinstance(error, AllianceError) else "readonly" in str(error)


def _as_now(conn: sqlite3.Connection, *, heed_rules: bool) -> sqlite3.Connection:
    """The ledger as it is to be read: by the readers, rules and names that hold now."""
    _heed_readers(conn)
    _derive_if_due(conn, heed_rules=heed_rules)
    if _own_names(conn) != own.fingerprint():
        seed(conn)
    return conn


def for_writing(path: Path, *, keep: bool = True) -> sqlite3.Connection:
    """A connection to a ledger that is made if need be and knows the shipped companies.

    Without `keep`, for a dry run, none is made: one that is not there yet goes with the process.
    """
    if not keep and not path.exists():
        path = _passing()
    conn = open_ledger(path, create=True)
    try:
        _heed_readers(conn)
        _derive_if_due(conn, heed_rules=True)
        seed(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def _passing() -> Path:
    """The place of a ledger that goes with the process."""
    import atexit
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="alliance-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "ledger.db"


def _heed_readers(conn: sqlite3.Connection) -> None:
    """Let those readers count that the configuration names, of texts that several have read."""
    wanted = own.readers_that_count()
    if counting.setting(conn) == wanted:
        return
    from alliance_cli.services.keeping import rebuild

    with writing(conn):
        counting.set_to(conn, wanted)
        if conn.execute("SELECT 1 FROM rereadings LIMIT 1").fetchone():
            print("alliance: deriving the talks again, by the readers that count now", file=sys.stderr)
            rebuild.derive(conn)


def _derive_if_due(conn: sqlite3.Connection, *, heed_rules: bool) -> None:
    """After a migration, or where other rules than this version's derived them, derive the talks again."""
    if not _is_due(conn, heed_rules=heed_rules):
        return
    from alliance_cli.services.keeping import rebuild

    with writing(conn):
        if _is_due(conn, heed_rules=heed_rules):  # no other process did it meanwhile
            if conn.execute("SELECT 1 FROM talks LIMIT 1").fetchone():
                print("alliance: deriving the talks again, by the rules of this version", file=sys.stderr)
            rebuild.derive(conn)


def _is_due(conn: sqlite3.Connection, *, heed_rules: bool) -> bool:
    if conn.execute("SELECT 1 FROM meta WHERE name = 'derive'").fetchone():
        return True
    found = conn.execute("SELECT value FROM meta WHERE name = 'rules'").fetchone() if heed_rules else None
    return heed_rules and (found is None or found[0] != rules_version.rules())


def _own_names(conn: sqlite3.Connection) -> str:
    """Which names of the user's own the ledger holds, in short."""
    found = conn.execute("SELECT value FROM meta WHERE name = 'own names'").fetchone()
    return str(found[0]) if found else ""


def seed(conn: sqlite3.Connection) -> None:
    """Bring the companies of this version of the program into the ledger, once."""
    from alliance_cli import gazetteer
    from alliance_cli.store import companies

    names_now = own.fingerprint()
    version = rules_version.companies() + (f"-{names_now}" if names_now else "")
    if companies.gazetteer_version(conn) != version:
        with writing(conn):
            changed = companies.seed(conn, gazetteer.packaged(), version)
            conn.execute("INSERT OR REPLACE INTO meta VALUES ('own names', ?)", (names_now,))
            if changed:
                _refold(conn, changed)


def _refold(conn: sqlite3.Connection, changed: set[str]) -> None:
    """Owners decide which claims are one talk, so what is derived from them is derived again."""
    from alliance_cli.services.keeping.folding import refold
    from alliance_cli.store import claims, kinship, pairs

    kin = kinship.Kinship(conn)
    related = kin.reached_through(changed)
    touched = claims.of_companies(conn, related)
    pairs.derive(conn, touched, kin)
    refold(conn, touched, kin)
