"""What readers who do not count read otherwise than the one who does, of texts that several have read."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from alliance_cli.models import Evidence
from alliance_cli.store import claims, counting
from alliance_cli.store.claims import Outline
from alliance_cli.store.counting import Beside

_COMPARED = ("kind", "status", "denied")
_QUOTED = 200
"""So much of a quote is told."""


@dataclass
class Differences:
    """What is told of claims by id: `otherwise` of those that count, `alone` of those that another reader alone has."""

    otherwise: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    alone: dict[str, str] = field(default_factory=dict)


def differences(conn: sqlite3.Connection, claim_ids: Collection[str] | None = None) -> Differences:
    """Where readers differ; with `claim_ids` only in the texts of these. Nothing where no setting says who counts."""
    found = Differences()
    readings = counting.beside(conn, claim_ids)
    held = claims.outlines(conn, {reading.revision for reading in readings})
    for reading in readings:
        _compare(conn, found, reading, held[reading.revision])
    return found


def _compare(conn: sqlite3.Connection, found: Differences, reading: Beside, held: Sequence[Outline]) -> None:
    """Hold what counts of a text against what one other reader gives."""
    mine = [claim for claim in held if claim.counts]
    theirs = [claim for claim in held if claim.id in reading.claims]
    said = f"{reading.reader}, which does not count, reads"
    for claim in (claim for claim in mine if claim not in theirs):
        other = min((o for o in theirs if _ties_same(claim, o)), key=lambda o: _distance(claim, o), default=None)
        if other is None:
            found.otherwise[claim.id].append(f"{said} no such talk")
        elif told := list(_otherwise(claim, other)):
            found.otherwise[claim.id].append(f"{said} {', '.join(told)}{_quote(conn, other)}")
    for other in theirs:
        if not any(_ties_same(claim, other) for claim in mine):
            found.alone[other.id] = f"{reading.reader} alone reads it, which does not count"


def _ties_same(one: Outline, other: Outline) -> bool:
    return len(one.companies & other.companies) > 1


def _distance(one: Outline, other: Outline) -> int:
    return 0 if one.kind is other.kind else 1 if one.kind.family is other.kind.family else 2


def _otherwise(claim: Outline, other: Outline) -> Iterator[str]:
    for name in _COMPARED:
        value = getattr(other, name)
        if value != getattr(claim, name):
            yield f"{name} {('yes' if value else 'no') if isinstance(value, bool) else value}"


def _quote(conn: sqlite3.Connection, claim: Outline) -> str:
    quotes: Sequence[Evidence] = claims.load_evidence(conn, [claim.id])[claim.id]
    return f": “{' '.join(quotes[0].quote.split())[:_QUOTED]}”" if quotes else ""
