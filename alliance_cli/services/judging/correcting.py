"""Claims edited and dropped by the numbers that the screens print, with what is true of their report."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from alliance_cli import resolve
from alliance_cli.claim_fields import CORRECTABLE
from alliance_cli.dates.partial import as_published
from alliance_cli.dates.typed import parse_typed
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Evidence, Precision, Published, Report, Talk
from alliance_cli.services.intake import refusing
from alliance_cli.services.intake.recording import Recorder, one_transaction
from alliance_cli.services.judging import reviewing
from alliance_cli.services.judging.reviewing import Item
from alliance_cli.services.keeping.folding import Refolded, refold
from alliance_cli.services.looking import finding, picking
from alliance_cli.services.looking.numbering import claims_meant, numbers_of
from alliance_cli.services.looking.selection import Moment
from alliance_cli.store import claims, pairs, reports, reviews
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.own_words import OWN_WORDS
from alliance_cli.store.reviews import PARTY, ROLE
from alliance_cli.vocabulary import BY_HAND, COUNTS_FROM

NOTE = "note"
"""The words of a report that the user wrote: the only text that can be changed."""


def _address(text: str) -> str:
    refusing.refuse_address(text, "url")
    return text


def _published(text: str, today: date) -> Published:
    when = parse_typed(text, today).date
    refusing.refuse_date(when, today, "published")
    return as_published(when, today)


def _words(text: str) -> str:
    if not text:
        raise ValueError("a line needs words; `alliance drop` takes it out")
    return text


OF_REPORT: Mapping[str, Callable[[str, date], Any]] = {
    "publisher": lambda text, _: resolve.outlet(text),
    "title": lambda text, _: text,
    "url": lambda text, _: _address(text),
    "published": _published,
    NOTE: lambda text, _: _words(text),
}
"""What is true of the report a claim stands in: how it is typed. Raises ValueError or AllianceError with the reason."""

_NUMBERS = re.compile(r"[0-9][0-9, -]*|c[a-z2-7]{11,12}")

FIELDS = ", ".join([*CORRECTABLE, *OF_REPORT, f"{PARTY}NAME", f"{ROLE}NAME", reviewing.TALK])
"""What can be edited, in words."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What an edit or a drop changed: the talks, and in words what was said of which claim."""

    done: Refolded
    told: tuple[str, ...]


def meant(conn: sqlite3.Connection, words: Sequence[str], today: date) -> tuple[Talk, list[str], list[Item]]:
    """A talk, by id, slug or its companies, and those of its claims that are named after it, by which words; the only
    claim of a talk need not be.

    Raises AllianceError: 1 for an unknown talk, 2 for an ambiguous one or for no such claim.
    """
    named, numbers = _parted(conn, words)
    could_be = picking.meant(conn, named, Moment(today))
    if len(could_be) > 1:
        raise picking.several(named, could_be)
    found = finding.stored_talks(conn, [finding.talk_id(conn, could_be[0].id)])[0]
    ids = [step.entry.id for step in found.steps]
    if not numbers and len(ids) > 1:
        raise AllianceError(
            f"which claim of {found.slug}? give its number from `alliance why` (1 to {len(ids)}); of the talk as a "
            "whole `alliance judge` speaks", ExitCode.USAGE,
        )  # fmt: skip
    return found, numbers, reviewing.items(conn, claims_meant(numbers, ids) if numbers else ids)


def _parted(conn: sqlite3.Connection, words: Sequence[str]) -> tuple[Sequence[str], list[str]]:
    """What names a talk, and the claims after it: all behind the id of a talk, else from the first number on."""
    if picking.is_talk(conn, words[0]):
        return words[:1], list(words[1:])
    at = next((i for i, word in enumerate(words[1:], 1) if _NUMBERS.fullmatch(word)), len(words))
    return words[:at], list(words[at:])


def standing(conn: sqlite3.Connection, item: Item) -> dict[str, str]:
    """What can be edited of a claim and how it stands, as it would be typed."""
    claim, report = item.entry.claim, reviewing.text_of(conn, item)
    found = {word: _shown(field.json(claim)) for word, field in CORRECTABLE.items()}
    published = report.published
    found |= {"publisher": report.publisher, "title": report.title, "url": report.url}
    found["published"] = str(published.when) if published else ""
    if _is_own(conn, item):
        found[NOTE] = report.text
    found |= {f"{PARTY}{party.name}": party.company for party in claim.parties}
    return found | {f"{ROLE}{party.name}": party.role for party in claim.parties}


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return {True: "yes", False: "no", None: ""}.get(value, str(value)) if value in (True, False, None) else str(value)


def _is_own(conn: sqlite3.Connection, item: Item, begins: str | tuple[str, ...] = OWN_WORDS) -> bool:
    read = reports.current(conn, item.entry.report)
    return read is not None and read.key.startswith(begins)


def edit(
    conn: sqlite3.Connection, items: Sequence[Item], values: Mapping[str, str], *, command: str, now: datetime,
    today: date, keep: bool = True,
) -> Corrected:  # fmt: skip
    """Give these claims, or the reports they stand in, other values by field, as one operation.

    What was read stays: a claim's values stand beside it, a report gets a revision. Raises AllianceError: 1 for an
    unknown talk or company, 2 for an unknown field or a value that is none.
    """
    if NOTE in values and not all(_is_own(conn, item) for item in items):
        raise AllianceError("note: only what you wrote yourself can be changed; a report's words stay", ExitCode.USAGE)
    asked = [_Asked.of(conn, item, values, today) for item in items]
    told = [line for one in asked for line in _told(conn, one.item, one.of_claim | one.report_as_shown)]
    told += [f"counts from now on: {_named(one.item)}" for one in asked if one.of_claim and _waits(one.item)]
    recorder = Recorder(conn, command)
    with one_transaction(conn, recorder, keep=keep):
        touched: set[str] = set()
        became: dict[str, str] = {}
        for one in asked:
            if one.of_claim and (_waits(one.item) or any(_told(conn, one.item, one.of_claim))):
                touched |= reviewing.store(conn, one.item, "set", one.of_claim, recorder.operation_id(now), now)
        for report, new in {one.item.entry.report: one.of_report for one in asked}.items():
            became |= _revise(conn, recorder, report, new, now) if new else {}
        before = numbers_of(conn, [item.entry.id for item in items])
        done = _settled(conn, touched.union(became, became.values()))
        told += _renumbered(conn, before, became)
    return Corrected(done, tuple(told))


def _waits(item: Item) -> bool:
    """True for a claim that was read with so little confidence that it counted for nothing until now."""
    return item.entry.claim.confidence < COUNTS_FROM


class _Asked(NamedTuple):
    """What is to be true of a claim, and of the report it stands in."""

    item: Item
    of_claim: dict[str, str]
    of_report: dict[str, Any]

    @classmethod
    def of(cls, conn: sqlite3.Connection, item: Item, values: Mapping[str, str], today: date) -> "_Asked":
        """The values as they are kept. Raises AllianceError as `edit`."""
        both = _both_dates(conn, item, values, today)
        of_claim = {name: value for name, value in both.items() if name not in OF_REPORT}
        claim = _checked(conn, item, of_claim, today)
        return cls(item, claim, {name: _typed(name, v, today) for name, v in both.items() if name in OF_REPORT})

    @property
    def report_as_shown(self) -> dict[str, str]:
        """What is to be true of the report, as `edit` shows it."""
        return {n: str(v.when) if isinstance(v, Published) else v for n, v in self.of_report.items()}


def _both_dates(conn: sqlite3.Connection, item: Item, values: Mapping[str, str], today: date) -> Mapping[str, str]:
    """The values; of a line that was typed with one date both that are kept of it, as if it were typed anew."""
    was, event = standing(conn, item)["published"], str(item.entry.claim.event_date or "")
    if not _is_own(conn, item, "hand:") or len(values.keys() & {"date", "published"}) != 1:
        return values
    if values.get("date") and event in {"", was}:
        return {**values, "published": values["date"]}
    if "published" in values and event and event == was:
        when = _typed("published", values["published"], today).when
        return {**values, "date": str(when) if when.precision is not Precision.DAY else ""}
    return values


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
                    and not n.startswith((PARTY, ROLE))), "")  # fmt: skip
    if unknown:
        raise AllianceError(f"“{unknown}” is none of: {FIELDS}", ExitCode.USAGE)
    return reviewing.checked(conn, item, values, today)


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
