"""Full text: reports by their words and by the names their companies go by, with a snippet."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alliance_cli import outlets
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.looking import ranking
from alliance_cli.services.looking.directed import fits, meant
from alliance_cli.services.looking.ranking import Run, Term, tokens
from alliance_cli.store import lookup, reports, words
from alliance_cli.store.batches import select_in
from alliance_cli.store.sight import COUNTS
from alliance_cli.store.talks import rows as talk_rows
from alliance_cli.vocabulary import Role

_LONGEST_NAME = 5
_MOST_ALIASES = 40
_MOST_HITS = 2_000
"""How many reports are looked at for those of which a company is asked for in a role."""
_AROUND = 90
_MOST_WORDS = 200
"""More than anybody looks for at once; thousands would keep the index busy for a minute."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports are wanted; empty or None means all. `roles` are of companies in the talks they have claims of."""

    publisher: str = ""
    since: date | None = None
    until: date | None = None
    in_talks: bool = False
    roles: tuple[tuple[Role, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that matches. `marks` are the spans of the snippet that matched; `talks` the talks it has claims of.

    `doubtful` are those of the talks that are.
    """

    report: str
    title: str
    publisher: str
    published: str
    url: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    talks: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def search(conn: sqlite3.Connection, text: str, filters: Filters, limit: int) -> list[Hit]:
    """The reports that hold all the words, best first.

    A name of a company also matches where another of its names stands, another word in its other forms. Quotes make a
    phrase, to the letter, a trailing `*` a beginning; anything else is just text. Raises AllianceError (2) where there
    is no word in it, or too many.
    """
    if len(tokens(text)) > _MOST_WORDS:
        raise AllianceError(f"search for at most {_MOST_WORDS} words", ExitCode.USAGE)
    wanted = [_Wanted.of(conn, part) for part in dict.fromkeys(_parts(conn, text))]
    if not wanted:
        raise AllianceError("search for what? there is no word or number in it", ExitCode.USAGE)
    rows = list(_rows(conn, _matching(conn, [one.term for one in wanted], filters, limit)))
    talks = _talks(conn, [row[0] for row in rows])
    if filters.roles:
        talks = _with_roles(conn, talks, filters.roles)
        rows = [row for row in rows if row[0] in talks][:limit]
    pattern = re.compile("|".join(one.pattern for one in wanted), re.IGNORECASE)
    return [_hit(row, pattern, talks.get(row[0], {})) for row in rows]


def _matching(conn: sqlite3.Connection, terms: Sequence[Term], filters: Filters, limit: int) -> list[int]:
    """The revisions that hold all terms, best first; more than the limit where not all of them will do."""
    publishers = _spellings(conn, filters.publisher) if filters.publisher else None
    since, until = str(filters.since or ""), str(filters.until or "")

    def holding(index: str, query: str) -> Iterator[int]:
        return words.holding(
            conn, index, query, publishers=publishers, since=since, until=until, in_talks=filters.in_talks
        )

    found = (
        holding("titles", " AND ".join(term.in_titles for term in terms)),
        holding("words", " AND ".join(term.in_words for term in terms)),
    )
    return ranking.best(conn, terms, max(limit, _MOST_HITS) if filters.roles else limit, found)


def _with_roles(
    conn: sqlite3.Connection, held: Mapping[str, dict[str, bool]], roles: Sequence[tuple[Role, str]]
) -> dict[str, dict[str, bool]]:
    """The reports that have a talk in which these companies are what is asked for."""
    asked = meant(conn, roles)
    rows = talk_rows(conn, {talk for of in held.values() for talk in of})
    fitting = {row.id for row in rows if fits(dict(zip(row.parties, row.roles, strict=True)), row.kind, asked)}
    return {report: of for report, of in held.items() if fitting.intersection(of)}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One thing searched for, and as a pattern that finds it in a text that is shown."""

    term: Term
    pattern: str

    @classmethod
    def of(cls, conn: sqlite3.Connection, part: tuple[str, bool, bool]) -> "_Wanted":
        text, prefix, quoted = part
        variants = [text] if prefix or quoted else [text, *(_other_names(conn, text) or _other_forms(conn, text))]
        runs = dict.fromkeys(Run(tuple(tokens(v)), prefix) for v in variants)
        return cls(Term(tuple(runs)), "|".join(_pattern(v, prefix=prefix) for v in variants))


def _parts(conn: sqlite3.Connection, text: str) -> Iterator[tuple[str, bool, bool]]:
    """(text, is a beginning, was quoted) of each thing searched for: phrases, company names, words."""
    for match in re.finditer(r'"([^"]*)"?|([^\s"]+)(?:\s+[^\s"]+)*', text):
        if match[0].startswith('"'):
            if tokens(match[1]):
                yield match[1], False, True
            continue
        yield from _named(conn, match[0].split())


def _named(conn: sqlite3.Connection, run: Sequence[str]) -> Iterator[tuple[str, bool, bool]]:
    """Words, those that together name a company as one."""
    start = 0
    while start < len(run):
        for end in range(min(len(run), start + _LONGEST_NAME), start, -1):
            joined = " ".join(run[start:end])
            if end == start + 1 or (not joined.endswith("*") and lookup.own_ids(conn, joined)):
                if tokens(joined):
                    yield joined.rstrip("*"), joined.endswith("*"), False
                start = end
                break


def _other_names(conn: sqlite3.Connection, text: str) -> list[str]:
    """The names of the companies that go by this one, as far as they count."""
    ids = lookup.own_ids(conn, text)
    if not ids or len(ids) > 3:
        return []
    sql = f"SELECT DISTINCT name FROM aliases WHERE company IN ({{}}) AND {COUNTS} ORDER BY name LIMIT {_MOST_ALIASES}"
    found = [name for (name,) in select_in(conn, sql, ids)]
    distinct = {tuple(tokens(name.casefold())): name for name in found}
    distinct.pop(tuple(tokens(text.casefold())), None)
    return [name for tokens, name in distinct.items() if tokens]


def _other_forms(conn: sqlite3.Connection, text: str) -> list[str]:
    """The other forms of a word that is no company's name."""
    from alliance_cli.services.looking import stemming

    return [] if lookup.own_ids(conn, text) else stemming.forms(conn, text)


def widened(conn: sqlite3.Connection, text: str) -> dict[str, list[str]]:
    """Each word that `search` also looks for in other forms, with these."""
    plain = (part for part, prefix, quoted in _parts(conn, text) if not prefix and not quoted)
    found = {part: _other_forms(conn, part) for part in plain if not _other_names(conn, part)}
    return {part: forms for part, forms in found.items() if forms}


def _pattern(text: str, *, prefix: bool) -> str:
    """A pattern for a text's words with anything but letters between; safe, and linear in what it is run over."""
    parts = [re.escape(token) for token in tokens(text)]
    cjk = words.spaced(text) != text
    edge = "" if cjk else r"\b"
    return edge + r"[\W_]{0,3}".join(parts) + ("" if prefix or cjk else edge)


_Row = tuple[str, int, str, str, str, str, str]


def _rows(conn: sqlite3.Connection, revisions: Sequence[int]) -> Iterator[_Row]:
    """(report, revision, title, text, publisher, url, published), in the order of the revisions."""
    sql = "SELECT report, publisher, url, coalesce(published, read_at) FROM revisions WHERE id = ?"
    for number in revisions:
        report, *rest = conn.execute(sql, (number,)).fetchone()
        yield report, number, *reports.text_of(conn, number), *rest


def _spellings(conn: sqlite3.Connection, publisher: str) -> list[str]:
    """The ways in which reports spell this publisher: AP is Associated Press, whoever wrote which."""
    wanted = outlets.key(publisher)
    return [name for (name,) in conn.execute("SELECT DISTINCT publisher FROM revisions") if outlets.key(name) == wanted]


def _talks(conn: sqlite3.Connection, report_ids: Sequence[str]) -> dict[str, dict[str, bool]]:
    """The talks of each report, and whether they are doubtful."""
    found: dict[str, dict[str, bool]] = {}
    sql = (
        "SELECT DISTINCT v.report, s.talk, t.doubtful FROM revisions v JOIN claims c ON c.revision = v.id"
        " JOIN steps s ON s.claim = c.id JOIN talks t ON t.id = s.talk WHERE v.report IN ({})"
        " ORDER BY v.report, s.talk"
    )
    for report, talk, doubtful in select_in(conn, sql, set(report_ids)):
        found.setdefault(report, {})[talk] = bool(doubtful)
    return found


def _hit(row: _Row, pattern: re.Pattern[str], talks: Mapping[str, bool]) -> Hit:
    report, _, title, text, publisher, url, published = row
    snippet, marks = _snippet(text or title, pattern)
    doubtful = tuple(talk for talk, doubt in talks.items() if doubt)
    return Hit(report, title, publisher, published[:10], url, snippet, marks, tuple(talks), doubtful)


def _snippet(text: str, pattern: re.Pattern[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The surroundings of the first match, and where in them the matches lie."""
    first = pattern.search(text)
    at = first.start() if first else 0
    start = 0 if at < _AROUND else max(text.rfind(" ", 0, at - _AROUND + 20), at - _AROUND, 0)
    end = min(len(text), (first.end() if first else 0) + _AROUND)
    stop = text.rfind(" ", at, end) if end < len(text) else end
    body = " ".join(text[start : stop if stop > at else end].split())
    shown = ("… " if start else "") + body + (" …" if end < len(text) else "")
    return shown, tuple((m.start(), m.end()) for m in pattern.finditer(shown) if m.end() > m.start())
