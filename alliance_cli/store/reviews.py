"""What a person said of claims that extraction was unsure of: append-only, applied when claims are read."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from alliance_cli.dates.partial import parse_partial
from alliance_cli.models import Basis, Claim, Kind, PartialDate, Party, Stage, Status
from alliance_cli.store import rereadings
from alliance_cli.store.sight import COUNTS

PARTY = "party:"
"""A field that begins so says which company a party is: `party:NAME`."""


def _flag(text: str) -> bool:
    try:
        return {"yes": True, "true": True, "no": False, "false": False}[text.lower()]
    except KeyError:
        raise ValueError(f"“{text}” is neither yes nor no") from None


def _word(words: Iterable[StrEnum]) -> Callable[[str], StrEnum]:
    known = {str(word): word for word in words}

    def read(text: str) -> StrEnum:
        if text.lower() not in known:
            raise ValueError(f"“{text}” is none of: {', '.join(known)}")
        return known[text.lower()]

    return read


def _day(text: str) -> PartialDate | None:
    """A date; nothing takes a wrong one away, so that the day of publication counts."""
    return parse_partial(text) if text else None


FIELDS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "kind": ("kind", _word(Kind)), "status": ("status", _word(Status)), "stage": ("stage", _word(Stage)),
    "basis": ("basis", _word(Basis)), "origin": ("origin", str), "region": ("region", str),
    "subject": ("subject", str), "speaker": ("speaker", str),
    "denied": ("denied", _flag), "main": ("main", _flag), "date": ("event_date", _day),
}  # fmt: skip
"""What can be corrected: its word -> the field of a claim and how a value is read (ValueError if it is none)."""


@dataclass
class Correction:
    """All that was said of one claim, the latest word last."""

    accepted: bool = False
    dropped: bool = False
    values: dict[str, str] = field(default_factory=dict)

    def apply(self, claim: Claim) -> Claim | None:
        """The claim as corrected, without its doubts; None if it was dropped."""
        if self.dropped:
            return None
        changes = {FIELDS[f][0]: FIELDS[f][1](v) for f, v in self.values.items() if f in FIELDS}
        parties = tuple(self._party(p) for p in claim.parties)
        return replace(claim, **changes, parties=parties, doubts=(), confidence=1.0)

    def _party(self, party: Party) -> Party:
        company = self.values.get(PARTY + party.name, party.company)
        return replace(party, company=company, candidates=())


def add(conn: sqlite3.Connection, claim: str, verdict: str, operation: int, name: str = "", value: str = "") -> None:
    """Store one word on a claim."""
    conn.execute(
        "INSERT INTO reviews (claim, verdict, field, value, operation) VALUES (?, ?, ?, ?, ?)",
        (claim, verdict, name, value, operation),
    )


def words(conn: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    """(claim, verdict, field, value) of each word on a claim that counts, in the order in which they were said.

    Where the text was read again, a word is also on the claim that came in the place of the one it was said of.
    """
    said = conn.execute(f"SELECT claim, verdict, field, value FROM reviews WHERE {COUNTS} ORDER BY id").fetchall()
    after = rereadings.heirs(conn, {claim for claim, *_ in said})
    return [(after.get(claim, claim), *word) for claim, *word in said]


def corrections(conn: sqlite3.Connection) -> dict[str, Correction]:
    """What was said of each claim, as far as it counts. A later word on a claim outranks an earlier one."""
    found: dict[str, Correction] = {}
    for claim, verdict, name, value in words(conn):
        said = found.setdefault(claim, Correction())
        said.dropped = verdict == "drop"
        said.accepted = said.accepted or verdict != "drop"
        if verdict == "set":
            said.values[name] = value
    return found
