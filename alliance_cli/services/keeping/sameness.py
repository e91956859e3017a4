"""Which report of the ledger a report is again: by its address, the id its source gave it, or nearly the same text."""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import combinations

from alliance_cli import names
from alliance_cli.ledger import identity
from alliance_cli.models import Claim, Report
from alliance_cli.sources import dedup, urls
from alliance_cli.store import claims, likeness, reports

_NEARLY = 0.8
"""Texts are nearly the same that share so much of their runs of words."""

_ARTICLE = 50
"""So many runs of words are not written a second time on another day."""

_PARTLY = 0.5
"""So much is enough where the source counts them alike."""


def key_of(conn: sqlite3.Connection, report: Report, found: Sequence[Claim], run: int | None = None) -> str:
    """The key of a report that claims this: that of the report which it is again, else one of its own.

    What the same operation, numbered `run`, has read stands beside it, and is another report however like it.
    """
    key = identity.report_key(report, urls.url_key(report.url) if report.url else "")
    if not found_by_text(key):
        return key
    counted = identity.id_key(report) if report.record_id and report.publisher else ""
    if counted and _may_be_counted_so(conn, counted, report, found):
        return counted
    return _nearly_the_same(conn, report, found, run) or key


def note(conn: sqlite3.Connection, report_id: str, key: str, title: str, text: str) -> None:
    """Remember how a report is found again by its text, if that is how."""
    if found_by_text(key):
        likeness.note(conn, report_id, dedup.keys_of(text or title))


def derive_all(conn: sqlite3.Connection) -> None:
    """Note anew how reports are found by their texts."""
    likeness.forget(conn)
    for row in likeness.texts(conn):
        note(conn, *row)


def claims_of(conn: sqlite3.Connection, report: str) -> list[Claim]:
    """What the revision of a report that counts claims."""
    revision = reports.current_revision(conn, report)
    return claims.as_read(conn, revision) if revision else []


def found_by_text(key: str) -> bool:
    """True for the key of a report that names neither an address nor an id that is its own for good."""
    sort, _, rest = key.partition(":")
    return sort in {"text", "file"} or (sort == "id" and identity.is_counter(rest.rpartition(":")[2]))


def _may_be_counted_so(conn: sqlite3.Connection, key: str, report: Report, found: Sequence[Claim]) -> bool:
    """True if nothing has this number of its source yet, or what has it is about the same on the same day."""
    known = reports.report_with_key(conn, key)
    held = reports.content(conn, known) if known else None
    if known is None or held is None:
        return True
    return is_of_that_number(report, found, held, lambda: claims_of(conn, known))


def is_of_that_number(
    report: Report, found: Sequence[Claim], held: Report, claimed: Callable[[], Sequence[Claim]]
) -> bool:
    """True if a report that claims this is about the same, on the same day, as what has its number."""
    if dedup.shared(_runs(report), _runs(held)) >= _PARTLY:
        return True
    same_title = bool(held.title) and names.fold(held.title) == names.fold(report.title)
    return _days_agree(report, held) and (same_title or bool(_pairs(found) & _pairs(claimed())))


def _nearly_the_same(conn: sqlite3.Connection, report: Report, found: Sequence[Claim], run: int | None) -> str:
    """The key of the report whose text this is, a little edited at most; "" for none."""
    for known, key in likeness.alike(conn, dedup.keys_of(report.text or report.title)):
        held = reports.content(conn, known) if reports.read_by(conn, known) != run else None
        if held is not None and _outlets_agree(report, held) and _is_again(conn, known, report, held, found):
            return key
    return ""


def _is_again(conn: sqlite3.Connection, known: str, report: Report, held: Report, found: Sequence[Claim]) -> bool:
    """True for the same words; for nearly the same ones, if they speak of the same companies.

    One sentence may be written of two days; a text in which one word of few is another may be another story.
    """
    mine, theirs = _runs(report), _runs(held)
    if mine == theirs:
        return len(mine) >= _ARTICLE or _days_agree(report, held)
    short = dedup.is_short(mine) or dedup.is_short(theirs)
    if short or dedup.shared(mine, theirs) < _NEARLY or not _days_agree(report, held):
        return False
    now, before = _pairs(found), _pairs(claims_of(conn, known))
    return not now or not before or bool(now & before)


def _runs(report: Report) -> frozenset[str]:
    return dedup.shingles(report.text or report.title)


def _outlets_agree(one: Report, other: Report) -> bool:
    return not one.publisher or not other.publisher or names.fold(one.publisher) == names.fold(other.publisher)


def _days_agree(report: Report, held: Report) -> bool:
    """True unless both say when they were published, and not the same day; the user knows better than either."""
    new, old = report.published, held.published
    return new is None or old is None or new.source == "user" or new.day == old.day


def _pairs(found: Sequence[Claim]) -> set[tuple[str, str]]:
    return {pair for claim in found for pair in combinations(sorted({p.company for p in claim.parties}), 2)}
