"""Claims edited and dropped by the numbers that the screens print, with what is true of their report."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from alliance_cli.claim_fields import CORRECTABLE
from alliance_cli.dates.partial import as_published
from alliance_cli.dates.typed import parse_typed
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Evidence, Report, Talk
from alliance_cli.services.intake.recording import Recorder, one_transaction
from alliance_cli.services.judging import reviewing
from alliance_cli.services.judging.reviewing import Item
from alliance_cli.services.keeping.folding import Refolded, refold
from alliance_cli.services.looking import finding
from alliance_cli.services.looking.numbering import claims_meant, numbers_of
from alliance_cli.store import claims, pairs, reports, reviews
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.own_words import OWN_WORDS
from alliance_cli.store.reviews import PARTY
from alliance_cli.vocabulary import BY_HAND

NOTE = "note"
"""The words of a report that the user wrote: the only text that can be changed."""


def _address(text: str) -> str:
    if text and (urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname):
        raise ValueError(f"“{text}” is no address; it begins with https:// or http://")
    return text


OF_REPORT: Mapping[str, Callable[[str, date], Any]] = {
    "publisher": lambda text, _: text,
    "title": lambda text, _: text,
    "url": lambda text, _: _address(text),
    "published": lambda text, today: as_published(parse_typed(text, today).date, today),
    NOTE: lambda text, _: text,
}
"""What is true of the report a claim stands in: how it is typed. Raises ValueError with the reason."""

FIELDS = ", ".join([*CORRECTABLE, *OF_REPORT, f"{PARTY}NAME", reviewing.TALK])
"""What can be edited, in words."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What an edit or a drop changed: the talks, and in words what was said of which claim."""

    done: Refolded
    told: tuple[str, ...]


def meant(conn: sqlite3.Connection, talk: str, numbers: Sequence[str]) -> tuple[Talk, list[Item]]:
    """A talk and those of its claims that are named; the only one of a talk need not be.

    Raises AllianceError: 1 for an unknown talk, 2 for an ambiguous one or for no such claim.
    """
    found = finding.stored_talks(conn, [finding.talk_id(conn, talk)])[0]
    ids = [step.entry.id for step in found.steps]
    if not numbers and len(ids) > 1:
        raise AllianceError(
            f"which claim of {found.slug}? give its number from `alliance why` (1 to {len(ids)}); of the talk as a "
            "whole `alliance judge` speaks", ExitCode.USAGE,
        )  # fmt: skip
    return found, reviewing.items(conn, claims_meant(numbers, ids) if numbers else ids)


def standing(conn: sqlite3.Connection, item: Item) -> dict[str, str]:
    """What can be edited of a claim and how it stands, as it would be typed."""
    claim, report = item.entry.claim, reviewing.text_of(conn, item)
    found = {word: _shown(field.json(claim)) for word, field in CORRECTABLE.items()}
    published = report.published
    found |= {"publisher": report.publisher, "title": report.title, "url": report.url}
    found["published"] = str(published.when) if published else ""
    if _is_own(conn, item):
        found[NOTE] = report.text
    return found | {f"{PARTY}{party.name}": party.company for party in claim.parties}


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return {True: "yes", False: "no", None: ""}.get(value, str(value)) if value in (True, False, None) else str(value)


def _is_own(conn: sqlite3.Connection, item: Item) -> bool:
    read = reports.current(conn, item.entry.report)
    return read is not None and read.key.startswith(OWN_WORDS)


def edit(
    conn: sqlite3.Connection, items: Sequence[Item], values: Mapping[str, str], *, command: str, now: datetime,
    today: date, keep: bool = True,
) -> Corrected:  # fmt: skip
    """Give these claims, or the reports they stand in, other values by field, as one operation.

    What was read stays: a claim's values stand beside it, a report gets a revision. Raises AllianceError: 1 for an
    unknown talk or company, 2 for an unknown field or a value that is none.
    """
    report_values = {name: _typed(name, value, today) for name, value in values.items() if name in OF_REPORT}
    if NOTE in report_values and not all(_is_own(conn, item) for item in items):
        raise AllianceError("note: only what you wrote yourself can be changed; a report's words stay", ExitCode.USAGE)
    of_claim = {name: value for name, value in values.items() if name not in OF_REPORT}
    checked = [_checked(conn, item, of_claim, today) for item in items]
    given = {name: _as_shown(name, value, today) for name, value in values.items() if name in OF_REPORT}
    told = [line for item, said in zip(items, checked, strict=True) for line in _told(conn, item, said | given)]
    recorder = Recorder(conn, command)
    with one_transaction(conn, recorder, keep=keep):
        touched: set[str] = set()
        became: dict[str, str] = {}
        for item, said in zip(items, checked, strict=True):
            if said:
                touched |= reviewing.store(conn, item, "set", said, recorder.operation_id(now), now)
        for report in dict.fromkeys(item.entry.report for item in items) if report_values else ():
            became |= _revise(conn, recorder, report, report_values, now)
        before = numbers_of(conn, [item.entry.id for item in items])
        done = _settled(conn, touched.union(became, became.values()))
        told += _renumbered(conn, before, became)
    return Corrected(done, tuple(told))


def _renumbered(conn: sqlite3.Connection, before: Mapping[str, int], became: Mapping[str, str]) -> Iterator[str]:
    """Which claims stand in another place of their talk than they did."""
    after = numbers_of(conn, [became.get(claim, claim) for claim in before])
    for claim, number in before.items():
        now_at = after.get(became.get(claim, claim), number)
        if now_at != number:
            yield f"claim {number} is number {now_at} now"


def drop(
    conn: sqlite3.Connection, items: Sequence[Item], *, command: str, now: datetime, keep: bool = True
) -> Corrected:  # fmt: skip
    """Take these claims out, as one operation."""
    told = tuple(f"dropped {_named(item)}" for item in items)
    recorder = Recorder(conn, command)
    with one_transaction(conn, recorder, keep=keep):
        touched: set[str] = set()
        for item in items:
            touched |= reviewing.store(conn, item, "drop", {}, recorder.operation_id(now), now)
        done = _settled(conn, touched)
    return Corrected(done, told)


def _settled(conn: sqlite3.Connection, touched: Iterable[str]) -> Refolded:
    kin = Kinship(conn)
    ids = set(touched)
    pairs.derive(conn, ids, kin)
    return refold(conn, ids, kin)


def _typed(name: str, value: str, today: date) -> Any:
    try:
        return OF_REPORT[name](value, today)
    except ValueError as error:
        raise AllianceError(f"{name}: {error}", ExitCode.USAGE) from None


def _checked(conn: sqlite3.Connection, item: Item, values: Mapping[str, str], today: date) -> dict[str, str]:
    unknown = next((n for n in values if n not in CORRECTABLE and n != reviewing.TALK
                    and not n.startswith(PARTY)), "")  # fmt: skip
    if unknown:
        raise AllianceError(f"“{unknown}” is none of: {FIELDS}", ExitCode.USAGE)
    return reviewing.checked(conn, item, values, today)


def _as_shown(name: str, value: str, today: date) -> str:
    return str(parse_typed(value, today).date) if name == "published" else value


def _told(conn: sqlite3.Connection, item: Item, values: Mapping[str, str]) -> Iterator[str]:
    """What was, and what it is to be: "date: 2025-11-13 → 2025-11"."""
    was = standing(conn, item) | {reviewing.TALK: item.talk}
    for name, value in values.items():
        if was.get(name, "") != value:
            yield f"{name}: {was.get(name) or '(none)'} → {value or '(none)'}, of {_named(item)}"


def _named(item: Item) -> str:
    """A claim in a line: when, who, its words."""
    entry = item.entry
    quote = f" “{entry.claim.evidence[0].quote}”" if entry.claim.evidence else ""
    return f"{entry.claim.event_date or entry.day} {entry.publisher or entry.claim.origin}:{quote}"


def _revise(
    conn: sqlite3.Connection, recorder: Recorder, report: str, values: Mapping[str, Any], now: datetime
) -> dict[str, str]:
    """Store a revision of a report with other values, its claims and all that was said of them; returns which claim
    each became.
    """
    read = reports.current(conn, report)
    assert read is not None
    held = [found for found in claims.all_read(conn, read.id) if found.counts]
    made = [found.claim for found in held]
    if NOTE in values:
        quote = Evidence(values[NOTE], 0, len(values[NOTE]), BY_HAND)
        made = [replace(claim, evidence=(quote,)) for claim in made]
    changed = _with(read.report, values)
    if changed == read.report:
        return {}
    _, new = recorder.store(changed, made, read.language, now, read.key, read.reader)
    after = {old.id: claim for old, claim in zip(held, new, strict=True)}
    for claim, verdict, name, value in reviews.words(conn):
        if claim in after:
            reviews.add(conn, after[claim], verdict, recorder.operation_id(now), name, value)
    return after


def _with(report: Report, values: Mapping[str, Any]) -> Report:
    named = {"text" if name == NOTE else name: value for name, value in values.items()}
    return replace(report, **named)
