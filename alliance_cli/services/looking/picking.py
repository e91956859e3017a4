"""Companies and talks of the ledger to pick from, and which of them what is typed could mean."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alliance_cli import names, sides
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Talk
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.naming import party_names
from alliance_cli.services.looking.selection import Moment, look, resolve_together
from alliance_cli.store import lookup, talks
from alliance_cli.vocabulary import Status, counted, listed


class Choice(NamedTuple):
    """A company or a talk: what it is, its id, what it is called, what tells it from others.

    `words` are the folded texts by which it is found; `slug` is a talk's.
    """

    what: str
    id: str
    label: str
    about: str
    words: str
    slug: str = ""


_SHOWN = 12
COMPANY, TALK = "company", "talk"


def choices(conn: sqlite3.Connection, only: str = "") -> list[Choice]:
    """All companies with talks, those with most first, and all talks, the latest turn first; or `only` one of both."""
    rows = talks.rows(conn)
    labels = lookup.display_names(conn, {party for row in rows for party in row.parties})
    aliases = lookup.folded_names(conn, list(labels))
    found = [_company(company, labels, aliases, number) for company, number in _by_talks(rows)] if only != TALK else []
    return found + ([_talk(row, labels, aliases) for row in rows] if only != COMPANY else [])


def _by_talks(rows: Sequence[talks.TalkRow]) -> list[tuple[str, int]]:
    numbers: dict[str, int] = {}
    for row in rows:
        for party in row.parties:
            numbers[party] = numbers.get(party, 0) + 1
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))


def _company(company: str, labels: dict[str, str], aliases: dict[str, list[str]], number: int) -> Choice:
    words = " ".join([company, *aliases.get(company, ())])
    return Choice(COMPANY, company, labels[company], counted(number, "talk"), words)


def _talk(row: talks.TalkRow, labels: dict[str, str], aliases: dict[str, list[str]]) -> Choice:
    who = sides.parties([labels[party] for party in row.parties], row.roles)
    status = _status(row.status, doubtful=row.doubtful)
    words = [row.id, row.slug, names.fold(row.kind), names.fold(status)]
    words += [name for party in row.parties for name in aliases.get(party, ())]
    return Choice(TALK, row.id, f"{who}, {row.kind.label}", f"{status}, {row.last_turn}", " ".join(words), row.slug)


def _status(status: Status, *, doubtful: bool) -> str:
    return f"{status}, doubtful" if doubtful else status


def matching(found: Sequence[Choice], typed: str, limit: int | None = None) -> list[Choice]:
    """Those that have every word typed as the beginning of one of theirs, in their order; else those most like it."""
    folded = names.fold(typed) or typed.casefold().strip()
    wanted = folded.split()
    exact = [choice for choice in found if all(_begins(choice.words, word) for word in wanted)]
    if exact or not wanted:
        return exact[:limit]
    from rapidfuzz import fuzz, process

    words = [choice.words for choice in found]
    hits = process.extract(folded, words, scorer=fuzz.partial_ratio, limit=limit or 20, score_cutoff=75)
    return [found[place] for _, _, place in hits]


def _begins(words: str, wanted: str) -> bool:
    return words.startswith(wanted) or f" {wanted}" in words or f"-{wanted}" in words


def is_talk(conn: sqlite3.Connection, text: str) -> bool:
    """True for what is, or was, the id or slug of a talk."""
    return talks.is_named(conn, text)


def meant(conn: sqlite3.Connection, wanted: Sequence[str], moment: Moment) -> list[Choice]:
    """The talks that are named: by an id or slug, by companies that have one together, or by the beginning of one.

    Raises AllianceError: 1 if there is none, 2 if a company could be several.
    """
    text = wanted[0]
    if len(wanted) == 1 and (is_talk(conn, text) or not lookup.own_ids(conn, text)):
        begun = talks.find(conn, text)
        return _stored(conn, [talk for talk, _ in begun]) if len(begun) > 1 else [Choice(TALK, text, "", "", "")]
    past = look(conn, moment)
    ways = resolve_together(conn, wanted)
    found = _then(conn, ways, moment) if past else _now(conn, ways)
    if not found:
        raise AllianceError(f"no talk of {listed(wanted)} in the ledger", ExitCode.NOT_FOUND)
    return found


def _then(conn: sqlite3.Connection, ways: Sequence[Sequence[str]], moment: Moment) -> list[Choice]:
    """The talks of companies as they were, the latest first."""
    found = finding.talks_in_any(conn, ways, moment)
    return [_folded(conn, talk) for talk in sorted(found, key=lambda t: (t.last_reported, t.id), reverse=True)]


def _now(conn: sqlite3.Connection, ways: Sequence[Sequence[str]]) -> list[Choice]:
    """The talks of companies as they are stored, the latest first; none of their claims is read."""
    return _stored(conn, {talk for way in ways for talk in talks.with_companies(conn, way)})


def several(wanted: Sequence[str], found: Sequence[Choice]) -> AllianceError:
    """What is said where more than one talk is meant: each a line, with the id to give."""
    listed = [f"{c.id}  {c.slug}: {c.about}" for c in found[:_SHOWN]]
    more = [f"and {len(found) - _SHOWN} more: `alliance talks {' '.join(wanted)}`"] if len(found) > _SHOWN else []
    message = f"“{' '.join(wanted)}” could be {len(found)} talks; give the id of one"
    return AllianceError(message, ExitCode.USAGE, [*listed, *more])


def _stored(conn: sqlite3.Connection, ids: Iterable[str]) -> list[Choice]:
    rows = sorted(talks.rows(conn, ids), key=lambda row: (row.last_reported, row.id), reverse=True)
    labels = lookup.display_names(conn, {party for row in rows for party in row.parties})
    aliases = lookup.folded_names(conn, list(labels))
    return [_talk(row, labels, aliases) for row in rows]


def _folded(conn: sqlite3.Connection, talk: Talk) -> Choice:
    label = f"{sides.parties(party_names(conn, talk), talk.roles)}, {talk.kind.label}"
    words = f"{talk.id} {talk.slug} {names.fold(label)}"
    status = _status(talk.status, doubtful=talk.doubtful)
    return Choice(TALK, talk.id, label, f"{status}, {talks.last_turn(talk)}", words, talk.slug)
