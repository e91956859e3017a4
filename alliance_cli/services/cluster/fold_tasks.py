"""What one process does for a fold: readings to where they are settled, claims to where they are folded, talks.

Four steps, each a task for each file of the step before, through Parquet files below `work/`:

    scatter  readings of some parts   -> to the group that decides which of them counts
    settle   all readings of a group  -> the claims that count, and which companies they tie
    spread   the claims of a group    -> to the bin that holds all claims tied to them
    fold     the claims of a bin      -> talks and their steps, by the ledger's own fold
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from alliance_cli import ledger
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger.entries import roles_of, with_owners
from alliance_cli.models import Claim, Entry, Role
from alliance_cli.services.cluster import settling, tables, talk_tables
from alliance_cli.services.cluster.components import Joined
from alliance_cli.services.cluster.kin import PackagedKin
from alliance_cli.services.cluster.places import Folder
from alliance_cli.services.cluster.settling import Read
from alliance_cli.services.cluster.tables import Row, Writer
from alliance_cli.services.cluster.talk_tables import STEPS, TALKS
from alliance_cli.services.cluster.voices import Text, voices
from alliance_cli.services.keeping import rules_version
from alliance_cli.sources.dedup import Signature
from alliance_cli.store.pairs import of_parties

_READING = {
    "arrival": "whole", "key": "string", "digest": "string", "has_text": "flag", "counted": "flag", "title": "string",
    "text": "string", "publisher": "string", "published": "string", "day_only": "flag", "published_source": "string",
    "published_raw": "string", "published_flags": "texts", "undated": "string", "url": "string",
    "record_id": "string", "locator": "string",
}  # fmt: skip
_ENTRY = {
    "arrival": "whole", "arrived": "whole", "row": "string", "report": "string", "claim": "string", "place": "whole",
    "title": "string", "publisher": "string", "url": "string", "published": "string", "day_only": "flag",
    "published_source": "string", "published_raw": "string", "published_flags": "texts", "undated": "string",
    "signed_by": "string", "signature": "bytes", "companies": "texts",
}  # fmt: skip
FILES = ("readings", "claims", "settled", "ties", "bins")
"""The folders below `work/` through which the steps hand rows on."""

_HELD = 1_000
"""So many rows are held for each of a hundred places that rows are sent to."""

_PLACED = {"ties": "string", "bin": "whole", "component": "string"}
_OF_REPORT = ("row", "title", "publisher", "url", "published", "day_only", "published_source", "published_raw",
              "published_flags", "undated", "signed_by", "signature")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """Where a fold reads and writes: the folder of claims, that of talks, and how many groups and bins there are.

    `begun` is the instant at which the first report is taken to have been read; each comes a microsecond later.
    `rules` says by which rules claims are folded, and by which owners.
    """

    claims: str
    talks: str
    begun: datetime
    groups: int
    bins: int
    rules: str


def folding_by() -> str:
    """By which rules this process folds, and by which owners."""
    return f"rules-{rules_version.rules()} companies-{rules_version.companies()}"


def _check(work: Work) -> None:
    """Raises AllianceError (78) where this process would fold otherwise."""
    if folding_by() != work.rules:
        message = f"a worker folds otherwise than this program, by {folding_by()}; here it is {work.rules}"
        raise AllianceError(message, ExitCode.CONFIGURATION)


def scatter(work: Work, number: int, parts: Sequence[tuple[int, str]], *, careful: bool = False) -> int:
    """Readings of parts, each with how many came before it, to the groups that they belong to. Returns how many."""
    source, out = Folder(work.claims), Folder(work.talks)
    with (
        _Split(out, "readings", number, tables.plain(_READING)) as readings,
        _Split(out, "claims", number, _entry_schema()) as claims,
    ):
        return sum(_scatter(work, source, before, part, readings, claims) for before, part in parts)


def _scatter(work: Work, source: Folder, before: int, part: str, readings: "_Split", claims: "_Split") -> int:
    count = 0
    waiting = tables.rows_of(source, f"{tables.CLAIMS}/{part}.parquet")
    claim = next(waiting, None)
    for count, row in enumerate(tables.rows_of(source, f"{tables.REPORTS}/{part}.parquet"), start=1):
        arrival = before + count
        group = crc32(settling.group_of(row["key"], row["publisher"], row["url"]).encode()) % work.groups
        readings.add(group, _reading_row(row, arrival))
        while claim is not None and claim["row"] == row["row"]:
            claims.add(group, {**claim, **{name: row[name] for name in _OF_REPORT}, "arrival": arrival})
            claim = next(waiting, None)
    return count


def _reading_row(row: Row, arrival: int) -> Row:
    counted = settling.is_counted(row["key"], tables.report_from(row))
    text = row["text"] if counted else ""
    return {**{name: row.get(name) for name in _READING}, "arrival": arrival, "has_text": bool(row["text"]),
            "counted": counted, "text": text}  # fmt: skip


def _entry_schema() -> Any:
    return tables.claim_schema(_ENTRY, evidence=False)


def settle(work: Work, group: int, numbers: Sequence[int], *, careful: bool = False) -> int:
    """The claims of a group that count, with the ids that a ledger gives them. Returns how many."""
    out = Folder(work.talks)
    found = settling.settled(_readings(out, group, numbers))
    ties: dict[str, int] = {}
    count = 0
    with tables.written(out, f"work/settled/{group}.parquet", _entry_schema()) as entries:
        for row in _rows(out, "claims", group, numbers):
            settled = found.get(row["arrival"])
            if settled is None or len({party["company"] for party in row["parties"]}) < 2:
                continue
            count += 1
            tied = _ties(row)
            ties[tied] = ties.get(tied, 0) + 1
            claim = settling.claim_id(settled, row["place"])
            entries.add({**row, "arrived": settled.arrived, "report": settled.report, "claim": claim}, 600)
    with tables.written(out, f"work/ties/{group}.parquet", tables.plain({"ties": "string", "claims": "whole"})) as told:
        for tied, claims in ties.items():
            told.add({"ties": tied, "claims": claims})
    return count


def _readings(out: Folder, group: int, numbers: Sequence[int]) -> Iterator[Read]:
    claims: dict[int, list[Claim]] = {}
    told = _rows(out, "readings", group, numbers, ("arrival", "counted"))
    if counted := {row["arrival"] for row in told if row["counted"]}:
        for row in _rows(out, "claims", group, numbers):
            if row["arrival"] in counted:
                claims.setdefault(row["arrival"], []).append(tables.claim_from(row))
    for row in _rows(out, "readings", group, numbers):
        report = tables.report_from(row) if row["counted"] else None
        yield Read(row["arrival"], row["key"], row["digest"], row["has_text"], report, claims.get(row["arrival"], ()))


def _ties(row: Row) -> str:
    """The companies of a claim as one text."""
    return "\n".join(sorted({party["company"] for party in row["parties"]}))


def placed(work: Work, groups: Iterable[int]) -> tuple[int, int]:
    """Which claims go to which bin: those of companies that are tied, through others too, to one.

    Returns how many claims the largest bin has, and how many groups of tied companies there are.
    """
    from alliance_cli.services.cluster.components import spread as into_bins

    out, kin, joined = Folder(work.talks), PackagedKin(), Joined()
    sizes: dict[str, int] = {}
    for group in groups:
        for row in tables.rows_of(out, f"work/ties/{group}.parquet"):
            sizes[row["ties"]] = sizes.get(row["ties"], 0) + row["claims"]
    for ties in sizes:
        joined.join(pair for pair, across in of_parties(ties.split("\n"), kin).items() if across)
    roots = {ties: joined.root(_first_pair(ties)) for ties in sizes}
    whole: dict[str, int] = {}
    for ties, root in roots.items():
        whole[root] = whole.get(root, 0) + sizes[ties]
    bins = into_bins(whole, work.bins)
    with tables.written(out, "work/placed.parquet", tables.plain(_PLACED)) as told:
        for ties, root in roots.items():
            told.add({"ties": ties, "bin": bins[root], "component": root})
    return max(whole.values(), default=0), len(whole)


def _first_pair(ties: str) -> str:
    return "|".join(ties.split("\n")[:2])


def spread(work: Work, group: int, *, careful: bool = False) -> int:
    """The claims of a group to the bins in which they are folded. Returns how many."""
    out = Folder(work.talks)
    bins = {row["ties"]: (row["bin"], row["component"]) for row in tables.rows_of(out, "work/placed.parquet")}
    columns = tables.claim_schema({**_ENTRY, "component": "string"}, evidence=False)
    count = 0
    with _Split(out, "bins", group, columns) as split:
        for row in tables.rows_of(out, f"work/settled/{group}.parquet"):
            place, component = bins[_ties(row)]
            split.add(place, {**row, "component": component}, 600)
            count += 1
    return count


def fold(work: Work, place: int, numbers: Sequence[int], *, careful: bool = False) -> int:
    """The claims of a bin to talks. Returns how many."""
    _check(work)
    out, kin = Folder(work.talks), PackagedKin()
    groups: dict[str, list[Row]] = {}
    for row in _rows(out, "bins", place, numbers):
        groups.setdefault(row["component"], []).append(row)
    count = 0
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(tables.written(out, f"{name}/{place:05}.parquet", tables.plain(columns)))
            for name, columns in talk_tables.COLUMNS.items()
        }
        for rows in groups.values():
            found = {row["claim"]: row["row"] for row in rows}
            for talk in ledger.fold(_entries(work, rows, kin)):
                files[TALKS].add(talk_tables.talk_row(talk))
                for step in talk_tables.step_rows(talk, found):
                    files[STEPS].add(step)
                count += 1
    return count


def _entries(work: Work, rows: Sequence[Row], kin: PackagedKin) -> Iterator[Entry]:
    said = voices(_texts(rows))
    for row in rows:
        yield _entry(work, row, said.get(row["report"], ""), kin)


def _texts(rows: Iterable[Row]) -> Iterator[Text]:
    by_report: dict[str, list[Row]] = {}
    for row in rows:
        by_report.setdefault(row["report"], []).append(row)
    for report, several in by_report.items():
        first = several[0]
        published = datetime.fromisoformat(first["published"]) if first["published"] else None
        signature = Signature.from_bytes(first["signed_by"], first["signature"])
        parties = frozenset(frozenset(party["company"] for party in row["parties"]) for row in several)
        yield Text(report, first["publisher"], published, signature, parties)


def _entry(work: Work, row: Row, voice: str, kin: PackagedKin) -> Entry:
    claim = tables.claim_from(row)
    roles: Mapping[str, Role] = roles_of(claim.parties, kin)
    entry = Entry(
        id=row["claim"], report=row["report"], claim=claim, companies=tuple(roles),
        published=tables.published_from(row), read_at=work.begun + timedelta(microseconds=row["arrived"]),
        publisher=row["publisher"],
        title=row["title"], url=row["url"], voice=voice or row["publisher"], place=row["place"],
        arrived=row["arrived"], undated=row["undated"], roles=tuple(roles.values()),
    )  # fmt: skip
    return with_owners(entry, kin)


def _rows(
    out: Folder, name: str, place: int, numbers: Sequence[int], columns: Sequence[str] | None = None
) -> Iterator[Row]:
    """The rows that came to a place, in the order of those that sent them."""
    for number in numbers:
        if out.has(file := f"work/{name}/{place}/{number:06}.parquet"):
            yield from tables.rows_of(out, file, columns)


class _Split:
    """Rows to one file for each place they go to."""

    def __init__(self, out: Folder, name: str, number: int, columns: Any) -> None:
        self._out = out
        self._name = name
        self._number = number
        self._columns = columns
        self._writers: dict[int, Writer] = {}
        self._stack = ExitStack()

    def __enter__(self) -> "_Split":
        return self

    def __exit__(self, *raised: Any) -> None:
        self._stack.__exit__(*raised)

    def add(self, place: int, row: Row, size: int = 0) -> None:
        """Let a row go to a place."""
        if place not in self._writers:
            file = f"work/{self._name}/{place}/{self._number:06}.parquet"
            self._writers[place] = self._stack.enter_context(tables.written(self._out, file, self._columns, _HELD))
        self._writers[place].add(row, size)
