"""CSV with a header row to Reports."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO, cast

from alliance_cli.sources.decoding import decode
from alliance_cli.sources.fields import folded, table
from alliance_cli.sources.gdelt import is_gkg, read_gkg
from alliance_cli.sources.guard import one
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.records import as_raw, to_report, wrong_mapping
from alliance_cli.sources.streams import lines, rejoined

_HEAD = 1 << 16
_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"\ufeff?sep=.\s*$", re.IGNORECASE)
_PREAMBLE = 20


class _TooLongError(ValueError):
    """A line past the size limit."""


def read_csv(stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    """One report a row, streamed; columns go by their name in any case, or by `options.mapping`; lines from 1.
    Records of GDELT need no header.
    """
    head = stream.read(_HEAD)
    if not head.strip():
        yield bad_data(locator, "an empty file", "empty")
    elif is_gkg(head):
        yield from read_gkg(rejoined(head, stream), locator, options)
    else:
        whole = rejoined(head, stream)
        source = _decoded(_carriages(whole) if b"\r" in head and b"\n" not in head else whole, options.record)
        yield from _rows(source, locator, options)


def _rows(source: Iterator[str], locator: str, options: Options) -> Iterator[Item]:
    head, source = _looked_at(source)
    before, first = _header_line(head, options)
    rows = csv.reader(chain(first, source), delimiter=_delimiter(first[0] if first else ""), strict=True)
    csv.field_size_limit(options.record)
    header: list[str] | None = None
    while True:
        line = before + rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, _TooLongError) as error:
            yield bad_data(f"{locator}:{line}", f"not CSV: {error}", "record")
            if isinstance(error, _TooLongError):
                return
            continue
        if header is None:
            header = [name.strip() for name in row]
            if fault := _bad_header(header, locator, options):
                yield fault
                return
        elif any(cell.strip() for cell in row):
            yield _guarded(header, row, f"{locator}:{line}", options)


def _guarded(header: list[str], row: list[str], where: str, options: Options) -> Item:
    return one(
        lambda: _report(header, row, where, options), where, lambda: as_raw(dict(zip(header, row, strict=False)))
    )


def _looked_at(source: Iterator[str]) -> tuple[list[str], Iterator[str]]:
    """The first lines, and what gives the rest or raises what stopped them."""
    seen: list[str] = []
    try:
        seen.extend(islice(source, _PREAMBLE))
    except _TooLongError as error:
        return seen, _raised(error)
    return seen, source


def _raised(error: _TooLongError) -> Iterator[str]:
    raise error
    yield


def _header_line(seen: list[str], options: Options) -> tuple[int, list[str]]:
    """How many lines stand before the header, as exports put there what was asked for, and the lines from it on that
    were looked at; where no line looks like a header the first one is it.
    """
    start = 1 if seen and _SEPARATOR.match(seen[0]) else 0
    cells = ([cell.strip() for cell in line.split(_delimiter(line))] for line in seen[start:])
    found = next(
        (number for number, row in enumerate(cells, start) if len(row) > 1 and _has_report(row, options)), start
    )
    return found, seen[found:]


def _report(header: list[str], row: list[str], where: str, options: Options) -> Item:
    record = _record(header, row)
    if any(cell.strip() for cell in row[len(header) :]):
        reason = f"{len(row)} columns where the header has {len(header)}"
        return bad_data(where, reason, "record", as_raw(record | {"": row[len(header) :]}))
    found = to_report(record, where, options)
    return replace(found, raw=as_raw(record)) if isinstance(found, Fault) else found


def _record(header: list[str], row: list[str]) -> dict[str, str]:
    """The cells by their columns; of several columns with one name the first that holds something goes by it."""
    record = dict.fromkeys(header, "")
    for number, (name, cell) in enumerate(zip(header, row, strict=False), start=1):
        if not cell.strip():
            continue
        record[f"{name} ({number})" if record[name].strip() else name] = cell
    return record


def _bad_header(header: list[str], locator: str, options: Options) -> Fault | None:
    if wrong := wrong_mapping(dict.fromkeys(header), options):
        return bad_data(f"{locator}:1", wrong, "record")
    if _has_report(header, options):
        return None
    columns = ", ".join(header[:8])
    return bad_data(f"{locator}:1", f"no column for title or text among: {columns} (say which with --map)", "record")


def _has_report(header: list[str], options: Options) -> bool:
    known = {other for name in ("title", "text", "summary") for other in table()[name]}
    mapped = {column for name, column in options.mapping.items() if name in ("title", "text")}
    bare = [name.strip("\"' ") for name in header]
    return any(folded(name) in known for name in bare) or bool(mapped & set(bare))


def _carriages(stream: BinaryIO) -> BinaryIO:
    """A stream whose lines end as those of old Macs do, in lines that end as all others."""
    return cast(BinaryIO, io.BufferedReader(_Turned(stream), 1 << 16))


class _Turned(io.RawIOBase):
    def __init__(self, source: BinaryIO) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        chunk = self._source.read(len(buffer)).replace(b"\r", b"\n")
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _delimiter(header: str) -> str:
    """The character between the columns: the one that the header has most of."""
    return max(_DELIMITERS, key=header.count)


def _decoded(stream: BinaryIO, limit: int) -> Iterator[str]:
    for line in lines(stream, limit):
        if len(line) > limit:
            raise _TooLongError(f"a line of more than {limit >> 20} MiB")
        yield decode(line)
