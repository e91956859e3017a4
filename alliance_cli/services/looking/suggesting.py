"""What the beginning of a name could mean: for the shell's completion, so nothing is said where there is no answer."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from alliance_cli import names
from alliance_cli.store import suggestions
from alliance_cli.store.suggestions import Among, Suggestion


def talks(ledger: Path, typed: str) -> list[Suggestion]:
    """Talks by id and slug that begin so, each with the other."""
    return _beginning(ledger, Among.TALKS, typed)


def regions(ledger: Path, typed: str) -> list[Suggestion]:
    """Markets that begin so."""
    return _beginning(ledger, Among.MARKETS, typed)


def outlets(ledger: Path, typed: str) -> list[Suggestion]:
    """Publishers that begin so."""
    return _beginning(ledger, Among.PUBLISHERS, typed)


def companies(ledger: Path, typed: str) -> list[Suggestion]:
    """Companies with talks; then, once something is typed, every name known that begins so."""
    found = _beginning(ledger, Among.COMPANIES_WITH_TALKS, typed)
    if typed:
        taken = {name for name, _ in found}
        known = _asked(ledger, lambda conn: suggestions.known_as(conn, names.fold(typed)))
        found += [(name, owner if owner != name else "") for name, owner in known if name not in taken]
    return found


def _beginning(ledger: Path, among: Among, typed: str) -> list[Suggestion]:
    return _asked(ledger, lambda conn: suggestions.beginning(conn, among, typed))


def _asked(ledger: Path, question: Callable[[sqlite3.Connection], list[Suggestion]]) -> list[Suggestion]:
    """The answer of the ledger; nothing where there is none, or where it cannot be read at once."""
    if not ledger.exists():
        return []
    try:
        with closing(suggestions.peek(ledger)) as conn:
            return question(conn)
    except (sqlite3.Error, OSError):
        return []  # no completion is better than a message in the middle of a command line
