"""Parquet to Reports, a row each, through a library that is optional."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from alliance_cli import limits
from alliance_cli.errors import ExitCode
from alliance_cli.sources.guard import one
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.records import as_raw, to_report, wrong_mapping

_AT_A_TIME = 200
"""So many rows are taken out at once: with texts of articles a few megabytes."""
_BINARY = 1 << 20
"""No text that is kept as bytes is longer."""


def read_parquet(
    stream: BinaryIO, locator: str, options: Options, start: int = 0, end: int | None = None
) -> Iterator[Item]:
    """One report a row; columns go by their names, as in CSV, and rows are counted from 1.

    Only the groups of rows are read that begin from byte `start` on and before `end`.
    """
    try:
        with limits.loading(limits.LARGE):
            from pyarrow import ArrowException
            from pyarrow import parquet as format_
    except ModuleNotFoundError:
        reason = "Parquet needs pyarrow: pip install pyarrow (it comes with the extra “parquet”)"
        yield Fault(locator, reason, ExitCode.CONFIGURATION, "missing", passing=True)
        return
    if not stream.seekable():
        yield bad_data(locator, "Parquet is read from its end: save it to a file first", "record")
        return
    try:
        yield from _rows(format_.ParquetFile(stream), locator, options, start, end)
    except (ArrowException, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        yield bad_data(locator, f"damaged Parquet: {error}", "record")


def _rows(file: Any, locator: str, options: Options, start: int, end: int | None) -> Iterator[Item]:
    if not file.metadata.num_rows and not start:
        yield bad_data(locator, "no rows in it", "empty")
    if wrong := wrong_mapping(dict.fromkeys(file.schema_arrow.names, ""), options):
        yield bad_data(locator, wrong, "record")
        return
    number = 0
    for place in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(place)
        if start <= _begins(group) and (end is None or _begins(group) < end):
            yield from _group(file, place, number, locator, options)
        number += group.num_rows


def _begins(group: Any) -> int:
    """The byte at which the first column of a group begins."""
    columns = (group.column(number) for number in range(group.num_columns))
    places = (place for c in columns for place in (c.dictionary_page_offset, c.data_page_offset) if place)
    return min(places, default=0)


def _group(file: Any, place: int, number: int, locator: str, options: Options) -> Iterator[Item]:
    for batch in file.iter_batches(_AT_A_TIME, row_groups=[place]):
        for row in batch.to_pylist():
            number += 1
            record = {name: _plain(value) for name, value in row.items()}
            yield _guarded(record, f"{locator}#{number}", options)


def _guarded(record: Mapping[str, Any], where: str, options: Options) -> Item:
    return one(lambda: to_report(record, where, options, as_raw(record)), where, lambda: as_raw(record))


def _plain(value: Any) -> Any:
    """A value as JSON would have it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace") if len(value) <= _BINARY else ""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value
