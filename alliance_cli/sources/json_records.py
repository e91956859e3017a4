"""JSON (an object or a list of objects) and JSON Lines to Reports."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from alliance_cli.sources import edgar_lists
from alliance_cli.sources.decoding import decode, is_binary
from alliance_cli.sources.fields import folded, is_record, table, texts
from alliance_cli.sources.guard import one
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.json_feed import read_json_feed
from alliance_cli.sources.records import as_raw, to_report
from alliance_cli.sources.streams import lines

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,]*")
_DEEPEST = 5
_ORDERS = frozenset({"index", "create", "update"})


def read_json(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """One object, a list of objects, an object that holds such a list, or several one after the other; records are
    counted from 1.
    """
    text = decode(raw)
    if "jsonfeed.org/version/" in text[:4096]:
        yield from read_json_feed(text, locator, options)
        return
    value = _parsed(text, locator, raw)
    if isinstance(value, Fault):
        yield value
        return
    yield from _items(value, locator, options, raw)


def _items(value: Any, locator: str, options: Options, raw: bytes) -> Iterator[Item]:
    if filings := edgar_lists.in_json(value, locator):
        yield from edgar_lists.pointers(filings, locator, options.forms)
        return
    records = _records(value)
    if records is None:
        yield _guarded(value, locator, options, raw)
        return
    if not records:
        yield bad_data(locator, "an empty list, no reports in it", "empty")
    for number, record in enumerate(_flat(records), start=1):
        yield _guarded(record, f"{locator}#{number}", options)


def _flat(records: list[Any]) -> Iterator[Any]:
    """The records, of an object among them that says nothing but holds a list of its own those in that."""
    for record in records:
        silent = isinstance(record, dict) and not (texts(record, "title") or texts(record, "text"))
        yield from (_records(record, 1) if silent else None) or [record]


def _is_order(value: Any) -> bool:
    """True for a line that says what is to be done with the next, as Elasticsearch is told in bulk."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    order, about = next(iter(value.items()))
    return order in _ORDERS and isinstance(about, dict) and all(str(name).startswith("_") for name in about)


def _records(value: Any, depth: int = 0) -> list[Any] | None:
    """The records in a value, however many objects stand around them; None where it is itself one, or none."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    by_name = {folded(key): inner for key, inner in value.items()}
    inner = [by_name[name] for name in table()["lists"] if name in by_name]
    if not inner or (is_record(value) and texts(value, "text")):
        return None
    found = [records for candidate in inner if (records := _listed(candidate, depth)) is not None]
    return next((records for records in found if records), found[0] if found else None)


def _listed(value: Any, depth: int) -> list[Any] | None:
    """The records in what stands under a name for lists: a list of objects, an object of objects, or another around."""
    if isinstance(value, list):
        return value if not value or any(isinstance(part, dict) for part in value) else None
    if not isinstance(value, dict) or is_record(value):
        return None
    parts = list(value.values())
    if parts and all(isinstance(part, dict) for part in parts) and any(is_record(part) for part in parts):
        return parts
    return _records(value, depth + 1)


def read_json_lines(stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    """One object a line, streamed; blank lines are skipped and lines are counted from 1."""
    empty = True
    for number, line in enumerate(lines(stream, options.record), start=1):
        if not line.strip():
            continue
        empty = False
        yield from read_json_line(line, f"{locator}:{number}", options)
    if empty:
        yield bad_data(locator, "no records in it", "empty")


def read_json_line(line: bytes, where: str, options: Options) -> Iterator[Item]:
    """What one line of such a file holds."""
    if len(line) > options.record:
        yield bad_data(where, f"a line of more than {options.record >> 20} MiB", "too-large")
    elif is_binary(line):
        yield bad_data(where, "binary data, not JSON", "binary", line)
    elif isinstance(value := _parse(decode(line), where, line), dict):
        yield from () if _is_order(value) else _items(value, where, options, line)
    else:
        yield value if isinstance(value, Fault) else _guarded(value, where, options, line)


def _parsed(text: str, where: str, raw: bytes) -> Any:
    """The value in a whole file, or the list of those that stand in it one after the other."""
    found = _parse(text, where, raw)
    if not isinstance(found, Fault) or "Extra data" not in found.reason:
        return found
    values: list[Any] = []
    position = 0
    while (position := _SPACE.match(text, position).end()) < len(text):  # type: ignore[union-attr]
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return found
        values.append(value)
    return values if all(isinstance(value, dict) for value in values) else found


def _parse(text: str, where: str, raw: bytes) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}" if "\n" in text.strip() else f"column {error.colno}"
        return bad_data(where, f"not JSON: {error.msg} at {place}", "json", raw)
    except RecursionError:
        return bad_data(where, "not JSON that can be read: nested too deeply", "json", raw)
    except ValueError:
        return bad_data(where, "not JSON that can be read: a number of thousands of digits", "json", raw)


def _guarded(value: Any, where: str, options: Options, raw: bytes | None = None) -> Item:
    return one(lambda: _record(value, where, options, raw), where, raw or (lambda: as_raw(value)))


def _record(value: Any, where: str, options: Options, raw: bytes | None = None) -> Item:
    if isinstance(value, dict):
        found = to_report(value, where, options, raw)
        return replace(found, raw=as_raw(value)) if isinstance(found, Fault) and raw is None else found
    names = {list: "a list", str: "text", int: "a number", float: "a number", bool: "true or false", type(None): "null"}
    return bad_data(where, f"{names[type(value)]} where an object with a title and a text belongs", "record", raw)
