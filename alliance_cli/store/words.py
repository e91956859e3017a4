"""The full-text index over titles and texts; derived, one row a revision."""

import re
import sqlite3
from collections.abc import Iterable

_CJK = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"


def spaced(text: str) -> str:
    """The text with each CJK character as a word of its own: those scripts have no blanks to split at."""
    return text if text.isascii() else re.sub(_CJK, r" \g<0> ", text)


def add(conn: sqlite3.Connection, revision: int, title: str, text: str) -> None:
    """Index a revision."""
    conn.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (revision, spaced(title), spaced(text)))


def refill(conn: sqlite3.Connection) -> None:
    """Index every revision anew."""
    conn.execute("INSERT INTO words (words) VALUES ('delete-all')")
    rows = conn.execute("SELECT id, title, text FROM revisions ORDER BY id")
    conn.executemany(
        "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
        ((number, spaced(title), spaced(text)) for number, title, text in rows),
    )


def missing(conn: sqlite3.Connection) -> int:
    """How many revisions are not in the index, plus how many rows of the index have no revision."""
    absent = conn.execute("SELECT count(*) FROM revisions WHERE id NOT IN (SELECT id FROM words_docsize)").fetchone()[0]
    extra = conn.execute("SELECT count(*) FROM words_docsize WHERE id NOT IN (SELECT id FROM revisions)").fetchone()[0]
    return int(absent) + int(extra)


def is_sound(conn: sqlite3.Connection) -> bool:
    """False if the index is damaged in itself."""
    try:
        conn.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return False
    return True


def matching(conn: sqlite3.Connection, query: str, limit: int) -> list[tuple[int, float]]:
    """(revision, rank) of the current revisions that match an FTS5 query, best first; a title counts four times."""
    return conn.execute(
        "SELECT rowid, bm25(words, 4.0, 1.0) AS rank FROM words WHERE words MATCH ?"
        " AND +rowid IN (SELECT revision FROM current_revisions) ORDER BY rank, rowid LIMIT ?",
        (query, limit),
    ).fetchall()


def phrase(words: Iterable[str]) -> str:
    """An FTS5 phrase of these words, whatever is in them."""
    return '"' + " ".join(word.replace('"', '""') for word in words) + '"'
