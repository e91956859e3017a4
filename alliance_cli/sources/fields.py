"""The fields of a report in the records of other programs, found by one table of names. Pure."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from alliance_cli import package_data
from alliance_cli.sources.decoding import clean
from alliance_cli.sources.markup_text import as_text

Record = Mapping[str, Any]

_NOTHING = frozenset({"", "none", "null", "nan", "nat", "n/a", "#n/a", "<na>", "undefined", "nil", "-", "--"})
_BETWEEN = re.compile(r"[\s_\-:]+")
_SENTENCES = re.compile(r"\w\w[.!?…。\"”](?:\s|$)")
_NO_ARTICLE = re.compile(
    r"auth|bio|comment|image|img|photo|caption|copyright|licen|cookie|keyword|tag|raw|meta|http|entit"
)
_PLACEHOLDER = re.compile(r"only available in [\w ]{2,40} plans?", re.IGNORECASE)
"""What an interface says in the place of a text that is not paid for."""
_SPANS = frozenset({"text", "span"})
_BREAKS = frozenset({"hardbreak", "linebreak"})
"""What editors call the pieces of a paragraph, and the ends of its lines."""
_TYPED = frozenset({"S", "N", "$numberLong", "$numberInt", "$numberDouble", "$date", "$oid"})
"""How data bases say of which type a value is: {"title": {"S": "..."}}, {"$date": {"$numberLong": "..."}}."""
_IN_SPANS = ("text", "value", "plaintext", "insert")
_PROSE = 120
_LONG = 100_000
_DEEPEST = 8
_WRAPPED = 3
_MOST = 200


@cache
def table() -> Mapping[str, tuple[str, ...]]:
    """The names of each field, what objects in its place hold ("in text"), and of what stands around records."""
    whole = re.sub(r"\n  +", " ", "\n".join(package_data.lines("sources/columns.txt")))
    pairs = (line.split(":", 1) for line in whole.splitlines())
    return {name.strip(): tuple(folded(other) for other in others.split()) for name, others in pairs}


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name of a field as all its spellings have it: "Published At", "published_at" and "publishedAt" are one."""
    return _BETWEEN.sub("", name).casefold()


def values(record: Record, field: str) -> Iterator[Any]:
    """What stands under each of the names of `field`, the best first."""
    if field in record:
        yield record[field]
    for key, rest in _places(_named(record), field):
        found: Any = record[key]
        for step in rest:
            found = _by_name(found).get(step)
        if found is not None:
            yield found


def _named(record: Record) -> tuple[str, ...]:
    """The keys of a record that can be names of fields; of one with very many only the first."""
    return tuple(key for key in islice(record, _MOST) if isinstance(key, str) and len(key) <= _MOST)


@lru_cache(maxsize=1024)
def _places(keys: tuple[str, ...], field: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of these keys of a record those that may hold a field, the best first, and the way from there to it."""
    by_name = {folded(key): key for key in reversed(keys)}
    paths = (path.split(".") for path in table()[field])
    return tuple((by_name[first], tuple(rest)) for first, *rest in paths if first in by_name)


def at(record: Record, path: str) -> Any:
    """What stands under a name, or at the end of a path of names with points, None for nothing."""
    if path in record:
        return record[path]
    first, point, rest = path.partition(".")
    inner = record.get(first)
    return at(inner, rest) if point and isinstance(inner, Mapping) else None


def texts(record: Record, field: str) -> list[str]:
    """The values of a field as text, the best first, empty ones left out."""
    found = (as_words(value, field) for value in values(record, field))
    return list(dict.fromkeys(text for text in found if text))


def as_words(value: Any, field: str, depth: int = 0) -> str:
    """A value of any shape as the text of `field`, empty where it holds none: of lists and objects what is in them."""
    if value is None or isinstance(value, bool) or depth > _DEEPEST:
        return ""
    if isinstance(value, int | float):
        return "" if isinstance(value, float) and not math.isfinite(value) else _number(value)
    if isinstance(value, str):
        return _kept(value, field) if len(value) < _LONG else _in_words(value, field)
    if isinstance(value, Mapping):
        return _in_object(value, field, depth)
    return _in_list(list(value), field, depth) if isinstance(value, list | tuple) else ""


def _in_words(value: str, field: str) -> str:
    text = clean(value).strip()
    nothing = len(text) < _PROSE and (text.casefold() in _NOTHING or _PLACEHOLDER.fullmatch(text))
    return "" if nothing else _plainly(text, field)


_kept = lru_cache(maxsize=64)(_in_words)
"""A field is asked for more than once while its record is read."""


def _plainly(text: str, field: str) -> str:
    """A value without markup; of an address only its ampersands are resolved, an id stays as it is."""
    if field == "url":
        return text.replace("&amp;", "&")
    return text if field == "id" else as_text(text).strip()


def _number(value: float) -> str:
    return format(value, "" if isinstance(value, int) else ".15g")


def _in_object(value: Record, field: str, depth: int) -> str:
    if len(value) == 1 and (key := next(iter(value))) in _TYPED:
        return as_words(value[key], field, depth + 1)
    by_name = _by_name(value)
    parts = (
        (as_words(by_name[name], field, depth + 1) for name in table()[f"in {field}"] if name in by_name)
        if f"in {field}" in table()
        else iter(())
    )
    if field == "text":
        return "\n\n".join(dict.fromkeys(part for part in parts if part))
    return next((part for part in parts if part), "")


def _in_list(value: list[Any], field: str, depth: int) -> str:
    if field == "published" and value and all(isinstance(part, int) for part in value):
        return "-".join(f"{part:02}" for part in value[:3])  # [2025, 3, 6], as CSL has it
    if run := _in_one_paragraph(value):
        return as_words(run, field, depth + 1)
    parts = [text for part in value if (text := as_words(part, field, depth + 1))]
    return "\n\n".join(parts) if field == "text" else next(iter(parts), "")


def _in_one_paragraph(value: list[Any]) -> str:
    """The text of a paragraph whose pieces an editor keeps apart for their looks ("Nissan and ", "Honda" in bold).

    Empty for any other list.
    """
    mixed = any(isinstance(part, str) for part in value)
    pieces = [part if isinstance(part, str) else _span(part, mixed=mixed) for part in value]
    whole = [piece for piece in pieces if piece is not None]
    return "".join(whole) if len(whole) == len(pieces) and any(isinstance(part, Mapping) for part in value) else ""


def _span(part: Any, *, mixed: bool) -> str | None:
    """The text of a piece of a paragraph, None for what is none: where bare text stands beside it any object may be."""
    inner = _by_name(part)
    sort = str(inner.get("type") or inner.get("nodetype") or "").casefold()
    if sort in _BREAKS:
        return "\n"
    if not (sort in _SPANS or mixed or not {"insert", "plaintext"}.isdisjoint(inner)):
        return None
    found = (inner[name] for name in _IN_SPANS if name in inner)
    return next((text for text in found if isinstance(text, str)), "" if "insert" in inner else None)


def unnamed_text(record: Record) -> str:
    """The longest running text under a name that the table does not have, empty where there is none."""
    found = (
        as_words(value, "text")
        for key, value in record.items()
        if isinstance(value, str) and len(value) >= _PROSE and not _is_known(str(key))
    )
    return max((text for text in found if _is_prose(text)), key=len, default="")


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    """True for a name that the table has, or that is plainly of something else than an article."""
    return any(folded(name) in names for names in table().values()) or bool(_NO_ARTICLE.search(name.lower()))


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and len(text.split()) * 12 > len(text) and bool(_SENTENCES.search(text))


def is_record(value: Any) -> bool:
    """True for an object with a text of its own, or a title and what goes with one."""
    if not isinstance(value, Mapping):
        return False
    titled = bool(texts(value, "title"))
    return bool(texts(value, "text") and titled) or (titled and bool(texts(value, "url") or texts(value, "published")))


def unwrapped(record: Record) -> Record:
    """A record out of the objects that it stands in ("_source", "attributes"), what stands beside that kept.

    What has a title goes before what has only a text and a date, as posts have it.
    """
    found = (_inside(record, test, 0) for test in (is_record, _is_post))
    return next((inner for inner in found if inner is not None), record)


def _is_post(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(texts(value, "text") and texts(value, "published"))


def _inside(record: Any, test: Callable[[Any], bool], depth: int) -> Record | None:
    """The first object of the kind that `test` tells in this one, with what stands around it."""
    if not isinstance(record, Mapping) or depth > _WRAPPED:
        return None
    if test(record):
        return record
    by_name = _by_name(record)
    for name in table()["wrappers"]:
        if name in by_name and (inner := _inside(by_name[name], test, depth + 1)) is not None:
            return {**{key: value for key, value in record.items() if folded(str(key)) != name}, **inner}
    return None


def _by_name(record: Any) -> Mapping[str, Any]:
    return (
        {folded(str(key)): value for key, value in reversed(list(record.items()))}
        if isinstance(record, Mapping)
        else {}
    )
