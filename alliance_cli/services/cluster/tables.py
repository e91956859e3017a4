"""The tables of a folder of claims: which columns they have, and values to rows and back."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, BinaryIO, NamedTuple

from alliance_cli.claim_fields import CLAIM_FIELDS, ClaimField
from alliance_cli.errors import ExitCode
from alliance_cli.field_types import PARTIAL
from alliance_cli.json_lists import dumped, listed
from alliance_cli.ledger import identity
from alliance_cli.models import Claim, Evidence, Party, Published, Report, Role
from alliance_cli.services.cluster.places import Folder
from alliance_cli.services.exchange.parquet_out import kind_of
from alliance_cli.services.intake.reading import Understood
from alliance_cli.sources import Fault, urls
from alliance_cli.sources.dedup import signature
from alliance_cli.store import readings

Row = dict[str, Any]

REPORTS, CLAIMS, FAULTS = "reports", "claims", "faults"
TABLES = (REPORTS, CLAIMS, FAULTS)

MOST = 20_000
"""So many rows of a table are held before they are written, unless said otherwise."""

_TEXT, _TEXTS, _DAY, _FLAG, _WHOLE, _SHARE, _BYTES = "string", "texts", "day", "flag", "whole", "share", "bytes"

_REPORT = {
    "row": _TEXT, "report": _TEXT, "key": _TEXT, "digest": _TEXT, "reading": _TEXT, "publisher": _TEXT, "url": _TEXT,
    "title": _TEXT, "text": _TEXT, "published": _TEXT, "day": _DAY, "day_only": _FLAG, "published_source": _TEXT,
    "published_raw": _TEXT, "published_flags": _TEXTS, "undated": _TEXT, "record_id": _TEXT, "locator": _TEXT,
    "language": _TEXT, "reader": _TEXT, "unread": _TEXT, "dropped": _WHOLE, "claims": _WHOLE, "signed_by": _TEXT,
    "signature": _BYTES,
}  # fmt: skip
_FAULT = {
    "locator": _TEXT, "kind": _TEXT, "reason": _TEXT, "code": _WHOLE, "passing": _FLAG, "publisher": _TEXT,
    "raw": _BYTES, "trace": _TEXT,
}  # fmt: skip
_BEFORE = {"row": _TEXT, "report": _TEXT, "claim": _TEXT, "place": _WHOLE, "day": _DAY, "publisher": _TEXT,
           "companies": _TEXTS}  # fmt: skip
_KINDS = {"integer": _WHOLE, "number": _SHARE, "boolean": _FLAG}


def sorts(field: ClaimField) -> Iterator[tuple[str, str]]:
    """(column, what it holds) of a field of a claim."""
    if field.type is PARTIAL:
        yield from zip(field.columns, (_DAY, _TEXT), strict=True)
    else:
        yield field.columns[0], _TEXTS if field.type.listed else _KINDS.get(kind_of(field.type.schema), _TEXT)


_FIELDS = dict(column for field in CLAIM_FIELDS for column in sorts(field))


def types() -> Mapping[str, Any]:
    """What a column of each sort is, as pyarrow has it."""
    import pyarrow as pa

    return {_TEXT: pa.string(), _TEXTS: pa.list_(pa.string()), _DAY: pa.date32(), _FLAG: pa.bool_(),
            _WHOLE: pa.int64(), _SHARE: pa.float64(), _BYTES: pa.binary()}  # fmt: skip


def plain(columns: Mapping[str, str]) -> Any:
    """A schema of columns of these sorts."""
    import pyarrow as pa

    known = types()
    return pa.schema([(name, known[sort]) for name, sort in columns.items()])


def schema(table: str) -> Any:
    """The columns of a table."""
    return {REPORTS: plain(_REPORT), FAULTS: plain(_FAULT), CLAIMS: claim_schema(_BEFORE)}[table]


def claim_schema(before: Mapping[str, str], *, evidence: bool = True) -> Any:
    """The columns of a table of claims: some before, all fields, and parties and evidence as lists of structs."""
    import pyarrow as pa

    texts = pa.list_(pa.string())
    party = pa.struct([("name", pa.string()), ("company", pa.string()), ("mentions", texts), ("role", pa.string()),
                       ("candidates", texts)])  # fmt: skip
    quote = pa.struct([("quote", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("rule", pa.string()),
                       ("field", pa.string())])  # fmt: skip
    found = plain({**before, **_FIELDS}).append(pa.field("parties", pa.list_(party)))
    return found.append(pa.field("evidence", pa.list_(quote))) if evidence else found


class Writer:
    """Rows into one Parquet file, at most so many of them in memory."""

    _LARGEST = 64 << 20

    def __init__(self, stream: BinaryIO, columns: Any, most: int) -> None:
        from pyarrow import parquet

        self._columns = columns
        self._most = most
        self._file = parquet.ParquetWriter(stream, columns, compression="zstd")
        self._rows: list[Row] = []
        self._size = 0

    def add(self, row: Row, size: int = 0) -> None:
        """Take in a row; `size` is what its texts weigh."""
        self._rows.append(row)
        self._size += size
        if len(self._rows) >= self._most or self._size >= self._LARGEST:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._file.write_table(pa.Table.from_pylist(self._rows, schema=self._columns))
        self._rows, self._size = [], 0

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        self._file.close()


@contextmanager
def written(folder: Folder, name: str, columns: Any, most: int = MOST) -> Iterator[Writer]:
    """A table to fill, which appears when it is whole. Raises OSError."""
    with folder.writing(name) as stream:
        writer = Writer(stream, columns, most)
        yield writer
        writer.close()


def rows_of(folder: Folder, name: str, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """The rows of a Parquet file, those of these columns. Raises OSError."""
    from pyarrow import parquet

    with folder.open(name) as stream:
        for batch in parquet.ParquetFile(stream).iter_batches(2_000, columns=columns):
            yield from batch.to_pylist()


def report_row(row: str, item: Report, found: Understood) -> Row:
    """A report as it was met and what was read in it as a row; its text is signed only where it claims anything."""
    report, published = found.report, found.report.published
    key = identity.report_key(report, urls.url_key(report.url) if report.url else "")
    signed = signature(report.text or report.title) if found.claims else None
    return {
        "row": row, "report": identity.report_id(key), "key": key, "digest": identity.digest(report),
        "reading": readings.digest(item), "publisher": report.publisher, "url": report.url, "title": report.title,
        "text": report.text, "published": published.at.isoformat() if published else None,
        "day": published.day if published else None, "day_only": bool(published and published.day_only),
        "published_source": published.source if published else "", "published_raw": published.raw if published else "",
        "published_flags": list(published.flags) if published else [], "undated": report.undated,
        "record_id": report.record_id, "locator": report.locator, "language": found.language, "reader": found.reader,
        "unread": found.unread, "dropped": found.dropped, "claims": len(found.claims),
        "signed_by": signed.version if signed else None, "signature": signed.to_bytes() if signed else None,
    }  # fmt: skip


def claim_rows(report: Row, found: Sequence[Claim]) -> Iterator[Row]:
    """The claims of a report as rows."""
    for place, claim in enumerate(found):
        yield {
            "row": report["row"], "report": report["report"], "place": place, "day": report["day"],
            "claim": identity.claim_id(report["report"], report["digest"], place), "publisher": report["publisher"],
            "companies": [party.company for party in claim.parties], **_columns(claim),
            "parties": [
                {"name": p.name, "company": p.company, "mentions": list(p.mentions), "role": str(p.role),
                 "candidates": list(p.candidates)} for p in claim.parties
            ],
            "evidence": [
                {"quote": e.quote, "start": e.start, "end": e.end, "rule": e.rule, "field": e.field}
                for e in claim.evidence
            ],
        }  # fmt: skip


def _columns(claim: Claim) -> Row:
    return {
        column: as_kept(_FIELDS[column], value)
        for field in CLAIM_FIELDS
        for column, value in zip(field.columns, field.type.to_columns(getattr(claim, field.name)), strict=True)
    }


def as_kept(sort: str, value: Any) -> Any:
    """A value of a column of the ledger as a column here holds it, of this sort."""
    if value is None:
        return None
    if sort == _TEXTS:
        return list(listed(value))
    if sort == _DAY:
        return date.fromisoformat(value)
    return bool(value) if sort == _FLAG else str(value) if sort == _TEXT else value


def _from_kept(sort: str, value: Any) -> Any:
    if value is None:
        return None
    if sort == _TEXTS:
        return dumped(value)
    return value.isoformat() if sort == _DAY else value


def fault_row(fault: Fault, publisher: str = "") -> Row:
    """A fault as a row."""
    return {
        "locator": fault.locator, "kind": fault.kind, "reason": fault.reason, "code": int(fault.code),
        "passing": fault.passing, "publisher": publisher, "raw": fault.raw, "trace": fault.trace,
    }  # fmt: skip


def fault_from(row: Row) -> Fault:
    """The fault in a row."""
    return Fault(
        row["locator"], row["reason"], ExitCode(row["code"]), row["kind"], row["raw"], row["passing"], row["trace"]
    )


def report_from(row: Row) -> Report:
    """The report in a row, as it was understood."""
    return Report(
        row["title"], row["text"], row["publisher"], row["url"], published_from(row), row["record_id"],
        row["locator"], row["undated"],
    )  # fmt: skip


def published_from(row: Row) -> Published | None:
    """When the report in a row was published."""
    if not row["published"]:
        return None
    return Published(
        datetime.fromisoformat(row["published"]), row["day_only"], row["published_source"], row["published_raw"],
        tuple(row["published_flags"]),
    )  # fmt: skip


def claim_from(row: Row) -> Claim:
    """The claim in a row, with its quotes if they are there."""
    fields = {
        field.name: field.type.from_columns(*(_from_kept(_FIELDS[column], row[column]) for column in field.columns))
        for field in CLAIM_FIELDS
    }
    parties = (
        Party(p["name"], p["company"], tuple(p["mentions"]), Role(p["role"]), tuple(p["candidates"]))
        for p in row["parties"]
    )
    quotes = (Evidence(e["quote"], e["start"], e["end"], e["rule"], e["field"]) for e in row.get("evidence", ()))
    return Claim(parties=tuple(parties), evidence=tuple(quotes), **fields)


class Held(NamedTuple):
    """A report of a folder with its claims, as it was understood."""

    row: Row
    report: Report
    claims: tuple[Claim, ...]


def held(folder: Folder, part: str) -> Iterator[Held]:
    """The reports of a part with their claims, in order. Raises OSError."""
    waiting = rows_of(folder, f"{CLAIMS}/{part}.parquet")
    claim = next(waiting, None)
    for row in rows_of(folder, f"{REPORTS}/{part}.parquet"):
        found: list[Claim] = []
        while claim is not None and claim["row"] == row["row"]:
            found.append(claim_from(claim))
            claim = next(waiting, None)
        yield Held(row, report_from(row), tuple(found))
