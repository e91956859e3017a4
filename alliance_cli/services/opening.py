"""Opening a ledger for a command: where it is, and with which companies."""

import sqlite3
from pathlib import Path

from alliance_cli.store.connection import open_ledger, writing

_STORED_AS = 2
"""Raised when the names of the shipped companies come to be stored in another way: ledgers then take them in again."""


def for_reading(path: Path) -> sqlite3.Connection:
    """A connection to an existing ledger. Raises AllianceError as `open_ledger`."""
    conn = open_ledger(path)
    _derive_if_due(conn)
    return conn


def for_writing(path: Path) -> sqlite3.Connection:
    """A connection to a ledger that is made if need be and knows the shipped companies."""
    conn = open_ledger(path, create=True)
    try:
        _heed_rules(conn)
        _derive_if_due(conn)
        seed(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def _heed_rules(conn: sqlite3.Connection) -> None:
    """Where another version of the program, with other rules, derived the talks, they are due to be derived again."""
    rules = _fingerprint("ledger", ".py")
    row = conn.execute("SELECT value FROM meta WHERE name = 'rules'").fetchone()
    if row is None or row[0] != rules:
        with writing(conn):
            conn.execute("INSERT OR REPLACE INTO meta VALUES ('rules', ?)", (rules,))
            conn.execute("INSERT OR REPLACE INTO meta SELECT 'derive', '1' WHERE EXISTS (SELECT 1 FROM claims)")


def _derive_if_due(conn: sqlite3.Connection) -> None:
    """After a migration, or with other rules than before, derive the talks again."""
    if conn.execute("SELECT 1 FROM meta WHERE name = 'derive'").fetchone() is None:
        return
    from alliance_cli.services import rebuild

    with writing(conn):
        rebuild.derive(conn)
        conn.execute("DELETE FROM meta WHERE name = 'derive'")


def seed(conn: sqlite3.Connection) -> None:
    """Bring the companies of this version of the program into the ledger, once."""
    from alliance_cli import gazetteer
    from alliance_cli.store import companies

    version = _gazetteer_version()
    if companies.gazetteer_version(conn) != version:
        with writing(conn):
            changed = companies.seed(conn, gazetteer.packaged(), version)
            if changed:
                _refold(conn, changed)


def _refold(conn: sqlite3.Connection, changed: set[str]) -> None:
    """Owners decide which claims are one talk, so what is derived from them is derived again."""
    from alliance_cli.services.folding import refold
    from alliance_cli.store import claims, kinship, pairs

    kin = kinship.Kinship(conn)
    related = kin.reached_through(changed)
    touched = claims.of_companies(conn, related)
    pairs.derive(conn, touched, kin)
    refold(conn, touched, kin)


def _gazetteer_version() -> str:
    """A fingerprint of the shipped companies, and of how they are stored."""
    return f"{_STORED_AS}-{_fingerprint('data/companies', '.tsv')}"


def _fingerprint(folder: str, ending: str) -> str:
    """What the files of a folder of the package hold, in short."""
    import hashlib
    from importlib.resources import files

    digest = hashlib.sha256()
    for file in sorted(files("alliance_cli").joinpath(folder).iterdir(), key=lambda f: f.name):
        if file.name.endswith(ending):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
