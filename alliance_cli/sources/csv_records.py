"""CSV with a header row to Reports."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from alliance_cli.sources.decoding import decode
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.records import as_raw, column_names, to_report, wrong_mapping
from alliance_cli.sources.streams import lines, rejoined

_HEAD = 1 << 16
_DELIMITERS = ",;\t|"


class _TooLongError(ValueError):
    """A line past the size limit."""


def read_csv(stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    """One report a row, streamed; columns go by their name in any case, or by `options.mapping`; lines from 1."""
    head = stream.read(_HEAD)
    if not head.strip():
        yield bad_data(locator, "an empty file", "empty")
    else:
        yield from _rows(_decoded(rejoined(head, stream), options.record), locator, options)


def _rows(source: Iterator[str], locator: str, options: Options) -> Iterator[Item]:
    first = next(source, "")
    rows = csv.reader(chain([first], source), delimiter=_delimiter(first), strict=True)
    csv.field_size_limit(options.record)
    header: list[str] | None = None
    while True:
        line = rows.line_num + 1
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
            yield _report(header, row, f"{locator}:{line}", options)


def _report(header: list[str], row: list[str], where: str, options: Options) -> Item:
    record = dict(zip(header, row + [""] * (len(header) - len(row)), strict=False))
    if any(cell.strip() for cell in row[len(header) :]):
        reason = f"{len(row)} columns where the header has {len(header)}"
        return bad_data(where, reason, "record", as_raw(record | {"": row[len(header) :]}))
    found = to_report(record, where, options)
    return replace(found, raw=as_raw(record)) if isinstance(found, Fault) else found


def _bad_header(header: list[str], locator: str, options: Options) -> Fault | None:
    if wrong := wrong_mapping(header, options):
        return bad_data(f"{locator}:1", wrong, "record")
    folded = {name.casefold() for name in header}
    known = {other for name in ("title", "text") for other in column_names()[name]}
    mapped = {column for name, column in options.mapping.items() if name in ("title", "text")}
    if known & folded or mapped & set(header):
        return None
    columns = ", ".join(header[:8])
    return bad_data(f"{locator}:1", f"no column for title or text among: {columns} (say which with --map)", "record")


def _delimiter(header: str) -> str:
    """The character between the columns: the one that the header has most of."""
    return max(_DELIMITERS, key=header.count)


def _decoded(stream: BinaryIO, limit: int) -> Iterator[str]:
    for line in lines(stream, limit):
        if len(line) > limit:
            raise _TooLongError(f"a line of more than {limit >> 20} MiB")
        yield decode(line)
