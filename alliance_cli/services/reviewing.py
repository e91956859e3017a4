"""Claims that extraction was unsure of: listed, and what a person says of them."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.models import Entry, Report
from alliance_cli.services.folding import Refolded, refold
from alliance_cli.services.selection import resolve_company
from alliance_cli.store import claims, operations, pairs, reports, reviews
from alliance_cli.store.connection import writing
from alliance_cli.store.kinship import Kinship
from alliance_cli.store.reviews import FIELDS, PARTY
from alliance_cli.store.sight import COUNTS

UNSURE = 0.5
"""A claim read with less confidence than this is put up for review."""

_DOUBTFUL = f"""
  SELECT c.id, s.talk, coalesce(s.choices, 1) FROM claims c LEFT JOIN steps s ON s.claim = c.id
  WHERE c.revision IN (SELECT revision FROM current_revisions) AND c.basis <> 'judgement'
    AND (c.confidence < {UNSURE} OR c.doubts <> '[]' OR s.choices > 1
         OR EXISTS (SELECT 1 FROM claim_parties p WHERE p.claim = c.id AND p.candidates <> '[]'))
    AND NOT EXISTS (SELECT 1 FROM reviews WHERE claim = c.id AND {COUNTS})
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to review, with why, and the talk it stands in (empty for none)."""

    entry: Entry
    talk: str
    doubts: tuple[str, ...]


def waiting(conn: sqlite3.Connection, limit: int | None = None) -> list[Item]:
    """The claims to review, the most doubtful first."""
    rows = {row[0]: row for row in conn.execute(_DOUBTFUL)}
    order = "SELECT id FROM claims ORDER BY confidence, revision DESC, place"
    ids = [claim for (claim,) in conn.execute(order) if claim in rows][:limit]
    found = {e.id: e for e in claims.entries(conn, ids, Kinship(conn), evidence=True)}
    return [_item(found[i], rows[i][1] or "", rows[i][2]) for i in ids if i in found]


def count(conn: sqlite3.Connection) -> int:
    """How many claims wait."""
    return int(conn.execute(f"SELECT count(*) FROM ({_DOUBTFUL})").fetchone()[0])


def one(conn: sqlite3.Connection, text: str) -> Item:
    """The claim with this id, or the beginning of it, in doubt or not. Raises AllianceError 1 or 2."""
    pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    ids = [
        c for (c,) in conn.execute("SELECT id FROM claims WHERE id LIKE ? ESCAPE '\\' ORDER BY id LIMIT 9", (pattern,))
    ]
    ids = [text] if text in ids else ids
    found = claims.entries(conn, ids, Kinship(conn), evidence=True) if text else []
    if len(found) > 1:
        raise AllianceError(f"“{text}” could be: {', '.join(e.id for e in found)}", ExitCode.USAGE)
    if not found:
        raise AllianceError(f"no claim “{text}” that counts; `alliance review --list` lists them", ExitCode.NOT_FOUND)
    row = conn.execute("SELECT talk, choices FROM steps WHERE claim = ?", (found[0].id,)).fetchone()
    return _item(found[0], row[0] if row else "", row[1] if row else 1)


def _item(entry: Entry, talk: str, choices: int) -> Item:
    claim = entry.claim
    doubts = list(claim.doubts)
    if claim.confidence < UNSURE:
        doubts.append(f"read with little confidence ({claim.confidence:.2f})")
    doubts += [f"{p.name} could be {', '.join(p.candidates)}" for p in claim.parties
               if len(set(p.candidates)) > 1 and not any(p.name in d and "could be" in d for d in doubts)]  # fmt: skip
    if choices > 1:
        doubts.append(f"{choices} talks of these companies could have had it")
    return Item(entry, talk, tuple(doubts))


def text_of(conn: sqlite3.Connection, item: Item) -> Report:
    """The report in which a claim stands."""
    found = reports.content(conn, item.entry.report)
    assert found is not None
    return found


def decide(
    conn: sqlite3.Connection, item: Item, verdict: str, values: Mapping[str, str] | None = None, *, command: str,
    now: datetime, keep: bool = True,
) -> Refolded:  # fmt: skip
    """Store `accept`, `drop` or `set` (with values by field) on a claim and bring its talk up to date.

    Raises AllianceError (2) for an unknown field or a value that is none.
    """
    checked = {name: _checked(conn, item, name, value) for name, value in (values or {}).items()}
    with writing(conn, keep=keep):
        operation = operations.start(conn, command, now)
        if verdict == "set":
            for name, value in checked.items():
                reviews.add(conn, item.entry.id, "set", operation, name, value)
        else:
            reviews.add(conn, item.entry.id, verdict, operation)
        kin = Kinship(conn)
        pairs.derive(conn, [item.entry.id], kin)
        return refold(conn, [item.entry.id], kin)


def _checked(conn: sqlite3.Connection, item: Item, name: str, value: str) -> str:
    if name.startswith(PARTY):
        return _party(conn, item, name, value)
    if name not in FIELDS:
        allowed = ", ".join([*FIELDS, f"{PARTY}NAME"])
        raise AllianceError(f"“{name}” is none of: {allowed}", ExitCode.USAGE)
    try:
        FIELDS[name][1](value)
    except ValueError as error:
        raise AllianceError(f"{name}: {error}", ExitCode.USAGE) from None
    return value


def _party(conn: sqlite3.Connection, item: Item, name: str, value: str) -> str:
    parties = [p.name for p in item.entry.claim.parties]
    if name.removeprefix(PARTY) not in parties:
        raise AllianceError(f"the claim has no party “{name.removeprefix(PARTY)}”; it has: {', '.join(parties)}",
                            ExitCode.USAGE)  # fmt: skip
    return resolve_company(conn, value)


def pairs_of(texts: Sequence[str]) -> dict[str, str]:
    """FIELD=VALUE texts as a mapping. Raises AllianceError (2)."""
    if any("=" not in text for text in texts):
        raise AllianceError("--set takes FIELD=VALUE, such as --set kind=merger", ExitCode.USAGE)
    return {text.partition("=")[0].strip(): text.partition("=")[2].strip() for text in texts}


def record(item: Item) -> dict[str, object]:
    """A claim to review as data."""
    entry, claim = item.entry, item.entry.claim
    return {
        "claim": entry.id, "talk": item.talk, "doubts": list(item.doubts), "confidence": claim.confidence,
        "parties": [{"name": p.name, "company": p.company, "candidates": list(p.candidates)} for p in claim.parties],
        "kind": claim.kind, "status": claim.status, "stage": claim.stage, "basis": claim.basis,
        "denied": claim.denied, "origin": claim.origin, "region": claim.region, "subject": claim.subject,
        "date": str(claim.event_date) if claim.event_date else None, "report": entry.report, "title": entry.title,
        "publisher": entry.publisher, "url": entry.url, "quotes": [e.quote for e in claim.evidence],
    }  # fmt: skip


def flat(item: Item) -> dict[str, object]:
    """A claim to review as a row."""
    found = record(item)
    return {**found, "parties": json.dumps(found["parties"], ensure_ascii=False)}
