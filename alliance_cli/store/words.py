"""The full-text index over titles and texts: which revisions hold a word. Derived, one row a revision.

`words` knows all words of a revision and not where they stand: that alone would be as large as the texts. `titles`
knows where, of the titles. Whether words stand side by side, and how often, is seen in the texts themselves.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from alliance_cli.store import reports

_TOKENS = "tokenize = 'unicode61 remove_diacritics 2'"
_INDEXES = {
    "words": f"CREATE VIRTUAL TABLE words USING fts5 (text, content = '', detail = none, {_TOKENS})",
    "titles": f"CREATE VIRTUAL TABLE titles USING fts5 (title, content = '', {_TOKENS})",
}
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
    for name, create in _INDEXES.items():
        conn.execute(f"DROP TABLE IF EXISTS {name}")
        conn.execute(create)
    _add_after(conn, 0)


_AT_ONCE = 2_000
"""So many texts are held to be indexed."""


def _add_after(conn: sqlite3.Connection, last: int) -> None:
    found = reports.texts(conn, last)
    while part := [(number, spaced(title), spaced(text)) for number, title, text in islice(found, _AT_ONCE)]:
        conn.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", ((n, f"{a}\n{b}") for n, a, b in part))
        conn.executemany("INSERT INTO titles (rowid, title) VALUES (?, ?)", ((n, title) for n, title, _ in part))


def missing(conn: sqlite3.Connection) -> int:
    """How many revisions are not in the index, plus how many rows of the index have no revision."""
    return sum(_missing(conn, f"{name}_docsize") for name in _INDEXES)


def _missing(conn: sqlite3.Connection, index: str) -> int:
    absent = conn.execute(f"SELECT count(*) FROM revisions WHERE id NOT IN (SELECT id FROM {index})").fetchone()[0]
    extra = conn.execute(f"SELECT count(*) FROM {index} WHERE id NOT IN (SELECT id FROM revisions)").fetchone()[0]
    return int(absent) + int(extra)


def is_sound(conn: sqlite3.Connection) -> bool:
    """False if the index is damaged in itself; where nothing may be written now, that is not asked."""
    try:
        for name in _INDEXES:
            conn.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
    except sqlite3.OperationalError as error:
        return any(word in str(error) for word in ("locked", "busy", "readonly"))
    except sqlite3.DatabaseError:
        return False
    return True


_IN_TALKS = "EXISTS (SELECT 1 FROM claims c JOIN steps s ON s.claim = c.id WHERE c.revision = v.id)"


def holding(
    conn: sqlite3.Connection, index: str, query: str, *, publishers: Sequence[str] | None = None, since: str = "",
    until: str = "", in_talks: bool = False,
) -> Iterator[int]:  # fmt: skip
    """The current revisions of which an index, `words` or `titles`, holds what an FTS5 query asks for, latest first.

    Only those of these `publishers`, published (else read) between these days, with a claim of a talk, if so asked.
    `words` cannot be asked for phrases.
    """
    day = "substr(coalesce(v.published, v.read_at), 1, 10)"
    wanted: list[tuple[str, Sequence[str]]] = [(f"v.id = {index}.rowid", ())]
    wanted += [(f"v.publisher IN ({','.join('?' * len(publishers))})", publishers)] if publishers is not None else []
    wanted += [(f"{day} >= ?", (since,))] if since else []
    wanted += [(f"{day} <= ?", (until,))] if until else []
    wanted += [(_IN_TALKS, ())] if in_talks else []
    passes = f" AND EXISTS (SELECT 1 FROM revisions v WHERE {' AND '.join(sql for sql, _ in wanted)})"
    found = conn.execute(
        f"SELECT rowid FROM {index} WHERE {index} MATCH ? AND +rowid IN (SELECT revision FROM current_revisions)"
        f"{passes if len(wanted) > 1 else ''} ORDER BY rowid DESC",
        (query, *(value for _, values in wanted for value in values)),
    )
    return (revision for (revision,) in found)


_COUNTED = 10_000


def frequency(conn: sqlite3.Connection, query: str) -> float:
    """How many revisions hold a word, an FTS5 query; of one that thousands hold, about how many."""
    (count, last) = conn.execute(
        f"SELECT count(*), max(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT {_COUNTED})", (query,)
    ).fetchone()
    return float(count) if count < _COUNTED else max(float(count), count * size(conn)[0] / last)


def size(conn: sqlite3.Connection) -> tuple[int, int]:
    """How many revisions are in the index, and how many words all together they have."""
    row = conn.execute("SELECT block FROM words_data WHERE id = 1").fetchone()
    count, words, *_ = (*_varints(row[0]), 0, 0) if row else (0, 0)
    return count, words


def length(conn: sqlite3.Connection, revision: int) -> int:
    """How many words a revision has."""
    row = conn.execute("SELECT sz FROM words_docsize WHERE id = ?", (revision,)).fetchone()
    return next(_varints(row[0]), 0) if row else 0


def _varints(raw: bytes) -> Iterator[int]:
    """Numbers as FTS5 keeps them: seven bits a byte, the highest first, the last without the eighth bit."""
    number = 0
    for byte in raw:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            yield number
            number = 0


def phrase(words: Iterable[str]) -> str:
    """An FTS5 phrase of these words, whatever is in them."""
    return '"' + " ".join(word.replace('"', '""') for word in words) + '"'


def beginning(conn: sqlite3.Connection, prefix: str) -> list[str]:
    """The words of the index that begin so, folded as the index folds them."""
    conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, words, row)")
    found = conn.execute("SELECT term FROM temp.vocabulary WHERE term >= ?1 AND term < ?1 || char(1114111)", (prefix,))
    return [term for (term,) in found]
