"""JSON (an object or a list of objects) and JSON Lines to Reports."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from alliance_cli.sources.decoding import decode, is_binary
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.json_feed import read_json_feed
from alliance_cli.sources.records import as_raw, to_report
from alliance_cli.sources.streams import lines

_LISTS = ("reports", "articles", "items", "records", "data", "results")


def read_json(raw: bytes, locator: str, options: Options) -> Iterator[Item]:
    """One object, a list of objects, or an object that holds one such list; records are counted from 1."""
    text = decode(raw)
    if "jsonfeed.org/version/" in text[:4096]:
        yield from read_json_feed(text, locator, options)
        return
    value = _parse(text, locator, raw)
    if isinstance(value, Fault):
        yield value
        return
    if isinstance(value, dict) and not ({"text", "title"} & value.keys()):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if not isinstance(value, list):
        yield _record(value, locator, options, raw)
        return
    if not value:
        yield bad_data(locator, "an empty list, no reports in it", "empty", raw)
    for number, record in enumerate(value, start=1):
        yield _record(record, f"{locator}#{number}", options)


def read_json_lines(stream: BinaryIO, locator: str, options: Options) -> Iterator[Item]:
    """One object a line, streamed; blank lines are skipped and lines are counted from 1."""
    empty = True
    for number, line in enumerate(lines(stream, options.record), start=1):
        if not line.strip():
            continue
        empty = False
        yield _line(line, f"{locator}:{number}", options)
    if empty:
        yield bad_data(locator, "no records in it", "empty")


def _line(line: bytes, where: str, options: Options) -> Item:
    if len(line) > options.record:
        return bad_data(where, f"a line of more than {options.record >> 20} MiB", "too-large")
    if is_binary(line):
        return bad_data(where, "binary data, not JSON", "binary", line)
    value = _parse(decode(line), where, line)
    return value if isinstance(value, Fault) else _record(value, where, options, line)


def _parse(text: str, where: str, raw: bytes) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}" if "\n" in text.strip() else f"column {error.colno}"
        return bad_data(where, f"not JSON: {error.msg} at {place}", "json", raw)
    except RecursionError:
        return bad_data(where, "not JSON that can be read: nested too deeply", "json", raw)
    except ValueError as error:
        return bad_data(where, f"not JSON that can be read: {error}", "json", raw)


def _record(value: Any, where: str, options: Options, raw: bytes | None = None) -> Item:
    if isinstance(value, dict):
        found = to_report(value, where, options, raw)
        return replace(found, raw=as_raw(value)) if isinstance(found, Fault) and raw is None else found
    names = {list: "a list", str: "text", int: "a number", float: "a number", bool: "true or false", type(None): "null"}
    return bad_data(where, f"{names[type(value)]} where an object with a title and a text belongs", "record", raw)
