"""A record with named fields (a JSON object, a CSV row, front matter) to a Report."""

import json
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from alliance_cli.dates.published import parse
from alliance_cli.models import Published, Report
from alliance_cli.sources.decoding import clean
from alliance_cli.sources.items import Fault, Item, Options, bad_data
from alliance_cli.sources.markup_text import as_text

FIELDS = ("id", "title", "published", "publisher", "url", "text")
_Record = Mapping[str, Any]


@cache
def column_names() -> Mapping[str, tuple[str, ...]]:
    """For each field of a report the names it goes by in other people's files, the best first."""
    lines = files("alliance_cli").joinpath("data/sources/columns.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return {name.strip(): tuple(others.split()) for name, others in pairs}


def published(raw: str, source: str, options: Options) -> Published | None:
    """The date of a report, None where `raw` is blank. Raises ValueError where it cannot be told."""
    if not raw.strip():
        return None
    return parse(raw, source=source, day_first=options.day_first)


def to_report(record: _Record, locator: str, options: Options, raw: bytes | None = None) -> Item:
    """The report in `record`, or the fault that says which field is wrong."""
    wrong = wrong_mapping(record, options)
    if wrong:
        return bad_data(locator, wrong, "record", raw)
    values = {name: _value(record, name, options) for name in FIELDS}
    for name, value in values.items():
        if value is None:
            return bad_data(locator, f'"{name}" is neither text nor a number', "record", raw)
    return _checked({name: value or "" for name, value in values.items()}, locator, options, raw)


def _checked(values: Mapping[str, str], locator: str, options: Options, raw: bytes | None) -> Item:
    if not values["title"].strip() and not values["text"].strip():
        return bad_data(locator, "neither a title nor a text", "record", raw)
    day = dated(values["published"], "metadata", locator, options, raw)
    if isinstance(day, Fault):
        return day
    return Report(
        title=" ".join(values["title"].split()),
        text=values["text"].strip(),
        publisher=" ".join(values["publisher"].split()),
        url=values["url"].strip(),
        published=day,
        record_id=values["id"].strip(),
        locator=locator,
    )


def as_raw(record: _Record) -> bytes:
    """A record as one line of JSON, from which it can be read again."""
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace")


def dated(date: str, source: str, locator: str, options: Options, raw: bytes | None = None) -> Published | Fault | None:
    """`published` with its error as a fault."""
    try:
        return published(date, source, options)
    except (ValueError, OverflowError) as error:
        return bad_data(locator, str(error), "date", raw)


def wrong_mapping(columns: Collection[str], options: Options) -> str:
    """What is wrong with the mapping for a record or file with these columns, empty if nothing is."""
    for name, column in options.mapping.items():
        if name not in FIELDS:
            return f'"{name}" is no field of a report (they are {", ".join(FIELDS)})'
        if column not in columns:
            return f'no "{column}" to take the {name} from'
    return ""


def _value(record: _Record, name: str, options: Options) -> str | None:
    """The field `name` as text, empty where it is missing, None where it is of a type that no field has."""
    column = options.mapping.get(name) or _columns(tuple(record))[name]
    value = record.get(column) if column else None
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str):
        return clean(value) if name == "id" else as_text(clean(value))
    return format(value, "" if isinstance(value, int) else ".15g")


@lru_cache(maxsize=64)
def _columns(keys: tuple[str, ...]) -> Mapping[str, str]:
    """For each field the column that holds it: its own name, else, in any case of letters, a name it is known by."""
    by_folded = {key.strip().casefold(): key for key in reversed(keys)}
    found = {name: [by_folded[other] for other in column_names()[name] if other in by_folded] for name in FIELDS}
    return {name: name if name in keys else next(iter(columns), "") for name, columns in found.items()}
