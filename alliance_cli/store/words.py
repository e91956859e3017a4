"""The full-text index over titles and texts; derived, one row a revision."""

import re
import sqlite3
from collections.abc import Iterable, Sequence

_INDEX = """
  CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', tokenize = 'unicode61 remove_diacritics 2')
"""
"""The words of each revision, by its row id; the text itself is not stored twice. CJK is split into characters."""

_CJK = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"


def spaced(text: str) -> str:
    """The text with each CJK character as a word of its own: those scripts have no blanks to split at."""
    return text if text.isascii() else re.sub(_CJK, r" \g<0> ", text)


def catch_up(conn: sqlite3.Connection) -> None:
    """Index the revisions that came after the last one of the index.

    Many at once cost far less than each by itself: SQLite writes out what it gathered of the index at each savepoint.
    """
    (last,) = conn.execute("SELECT coalesce(max(id), 0) FROM words_docsize").fetchone()
    _add_after(conn, last)


def refill(conn: sqlite3.Connection) -> None:
    """Index every revision anew, whatever is left of the index."""
    conn.execute("DROP TABLE IF EXISTS words")
    conn.execute(_INDEX)
    _add_after(conn, 0)


def _add_after(conn: sqlite3.Connection, last: int) -> None:
    rows = conn.execute("SELECT id, title, text FROM revisions WHERE id > ? ORDER BY id", (last,))
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
    """False if the index is damaged in itself; where nothing may be written now, that is not asked."""
    try:
        conn.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except sqlite3.OperationalError as error:
        return any(word in str(error) for word in ("locked", "busy", "readonly"))
    except sqlite3.DatabaseError:
        return False
    return True


_IN_TALKS = "EXISTS (SELECT 1 FROM claims c JOIN steps s ON s.claim = c.id WHERE c.revision = v.id)"


def matching(
    conn: sqlite3.Connection, query: str, limit: int, *, publishers: Sequence[str] | None = None, since: str = "",
    until: str = "", in_talks: bool = False,
) -> list[int]:  # fmt: skip
    """The current revisions that match an FTS5 query, best first; a title counts four times.

    Only those of these `publishers`, published (else read) between these days, with a claim of a talk, if so asked.
    """
    day = "substr(coalesce(v.published, v.read_at), 1, 10)"
    wanted: list[tuple[str, Sequence[str]]] = [("v.id = words.rowid", ())]
    wanted += [(f"v.publisher IN ({','.join('?' * len(publishers))})", publishers)] if publishers is not None else []
    wanted += [(f"{day} >= ?", (since,))] if since else []
    wanted += [(f"{day} <= ?", (until,))] if until else []
    wanted += [(_IN_TALKS, ())] if in_talks else []
    passes = f" AND EXISTS (SELECT 1 FROM revisions v WHERE {' AND '.join(sql for sql, _ in wanted)})"
    found = conn.execute(
        "SELECT rowid FROM words WHERE words MATCH ? AND +rowid IN (SELECT revision FROM current_revisions)"
        f"{passes if len(wanted) > 1 else ''} ORDER BY bm25(words, 4.0, 1.0), rowid LIMIT ?",
        (query, *(value for _, values in wanted for value in values), limit),
    )
    return [revision for (revision,) in found]


def phrase(words: Iterable[str]) -> str:
    """An FTS5 phrase of these words, whatever is in them."""
    return '"' + " ".join(word.replace('"', '""') for word in words) + '"'


def beginning(conn: sqlite3.Connection, prefix: str) -> list[str]:
    """The words of the index that begin so, folded as the index folds them."""
    conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, words, row)")
    found = conn.execute("SELECT term FROM temp.vocabulary WHERE term >= ?1 AND term < ?1 || char(1114111)", (prefix,))
    return [term for (term,) in found]
