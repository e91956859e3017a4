"""What readers who do not count read otherwise than the one who does, of texts that several have read."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from alliance_cli import comparison
from alliance_cli.comparison import Reads, Unlike
from alliance_cli.models import Evidence
from alliance_cli.store import claims, counting
from alliance_cli.store.claims import Outlined
from alliance_cli.store.counting import Beside
from alliance_cli.store.kinship import Kinship

_QUOTED = 200
"""So much of a quote is told."""


@dataclass(frozen=True, slots=True)
class Other:
    """What another reader reads: as `claim` ("" for no such talk), with what is unlike, under its quote."""

    reader: str
    reads: Reads
    claim: str = ""
    unlike: tuple[Unlike, ...] = ()
    quote: str = ""

    @property
    def told(self) -> str:
        """The same in words."""
        if self.reads is Reads.ALONE:
            return f"{self.reader} alone reads it, which does not count"
        said = f"{self.reader}, which does not count, reads"
        quoted = f": “{self.quote}”" if self.quote else ""
        return f"{said} {comparison.told(self.unlike) or 'no such talk'}{quoted}"

    def record(self) -> dict[str, object]:
        """The same as data; `counts` is the value that counts."""
        unlike = [{"field": name, "counts": one, "reads": other} for name, one, other in self.unlike]
        return {"reader": self.reader, "reads": self.reads, "claim": self.claim, "unlike": unlike, "quote": self.quote}


@dataclass
class Differences:
    """What is told of claims by id: `otherwise` of those that count, `alone` of those that another reader alone has."""

    otherwise: dict[str, list[Other]] = field(default_factory=lambda: defaultdict(list))
    alone: dict[str, Other] = field(default_factory=dict)

    def of(self, claim: str) -> Sequence[Other]:
        """What other readers read of a claim."""
        return [self.alone[claim]] if claim in self.alone else self.otherwise.get(claim, ())


def differences(conn: sqlite3.Connection, claim_ids: Collection[str] | None = None) -> Differences:
    """Where readers differ; with `claim_ids` only in the texts of these. Nothing where no setting says who counts."""
    found = Differences()
    readings = counting.beside(conn, claim_ids)
    held = claims.outlines(conn, {reading.revision for reading in readings}, Kinship(conn))
    for reading in readings:
        _compare(conn, found, reading, held[reading.revision])
    return found


def _compare(conn: sqlite3.Connection, found: Differences, reading: Beside, held: Sequence[Outlined]) -> None:
    """Hold what counts of a text against what one other reader gives."""
    mine = [claim for claim in held if claim.counts]
    theirs = [claim for claim in held if claim.id in reading.claims]
    for claim in (claim for claim in mine if claim not in theirs):
        other = comparison.nearest(claim.outline, ((o, o.outline) for o in theirs))
        if other is None:
            found.otherwise[claim.id].append(Other(reading.reader, Reads.NOT))
        elif unlike := tuple(comparison.unlike(claim.outline, other.outline)):
            quote = _quote(conn, other.id)
            found.otherwise[claim.id].append(Other(reading.reader, Reads.OTHERWISE, other.id, unlike, quote))
    for other in theirs:
        if not any(comparison.ties_same(claim.outline, other.outline) for claim in mine):
            found.alone[other.id] = Other(reading.reader, Reads.ALONE, other.id, quote=_quote(conn, other.id))


def _quote(conn: sqlite3.Connection, claim: str) -> str:
    quotes: Sequence[Evidence] = claims.load_evidence(conn, [claim])[claim]
    return " ".join(quotes[0].quote.split())[:_QUOTED] if quotes else ""
