"""What stands at the top of a text file about it: YAML, TOML and JSON between fences, and bare `Key: value` lines.

Nothing here raises: what cannot be read as front matter is text.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

_LONGEST = 200
"""Front matter has no more lines."""
_LARGEST = 1 << 15
"""YAML with more characters is read line by line: its parser is slow."""
_NESTED = 100
"""And so is YAML with more brackets, which cost the parser the square of their depth."""
_KEY = re.compile(r"[A-Za-z_][\w .-]{0,40}")
_PAIR = re.compile(r"(?:#\+|\.\. |:)?([A-Za-z_][\w -]{0,40}):{1,2}(?:[ \t]+(.*)|[ \t]*)")
_FENCE = re.compile(r"(---|\+\+\+|;;;)[ \t]*(yaml|yml|toml|json)?[ \t]*(?:#.*)?", re.IGNORECASE)
_BLOCK_SCALAR = re.compile(r"[>|][+-]?\d?")
_TELLING = frozenset({"title", "headline", "date", "published", "url", "source", "author", "publisher", "slug"})
"""Bare lines are front matter only if they hold two of these."""


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The values at the top of a text, by name in small letters, and the text after them; none where there are none."""
    body = text.lstrip("\ufeff\n")
    lines = body.split("\n")
    fence = _FENCE.fullmatch(lines[0].rstrip())
    if fence:
        found = _fenced(lines, fence)
    elif body.startswith("{"):
        found = _object(body)
    else:
        found = _titled(lines) or _bare(lines)
    return (_named(found[0]), found[1]) if found else ({}, text)


def _named(values: Mapping[Any, Any]) -> dict[str, Any]:
    """The values with their names in small letters, days as text; the first of two with one name counts."""
    named: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(key, str) and _KEY.fullmatch(key.strip()):
            named.setdefault(key.strip().lower(), value.isoformat() if isinstance(value, date | time) else value)
    return named


_Found = tuple[Mapping[Any, Any], str]


def _fenced(lines: Sequence[str], fence: re.Match[str]) -> _Found | None:
    """What stands between two fences; a rule and text below it are no front matter."""
    closings = {fence[1], "..."} if fence[1] == "---" else {fence[1]}
    end = next((i for i, line in enumerate(lines[1:_LONGEST], start=1) if line.rstrip() in closings), 0)
    if not end:
        return None
    name = (fence[2] or {"---": "yaml", "+++": "toml", ";;;": "json"}[fence[1]]).lower()
    values = _READERS[name](lines[1:end])
    return (values, "\n".join(lines[end + 1 :])) if values is not None else None


def _yaml(lines: Sequence[str]) -> Mapping[Any, Any] | None:
    """YAML, every value as it is written; line by line where it is not quite YAML ("title: Ford: a rumour")."""
    import yaml

    text = "\n".join(lines).expandtabs(2)
    if len(text) > _LARGEST or text.count("[") + text.count("{") > _NESTED:
        return _pairs(lines)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.BaseLoader)):
            return _pairs(lines)  # what stands for other text may stand for any amount of it
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _pairs(lines)
    if found is None:
        return {}
    plain = isinstance(found, dict) and all(isinstance(key, str) and _KEY.fullmatch(key) for key in found)
    return found if plain else None


def _toml(lines: Sequence[str]) -> Mapping[Any, Any] | None:
    import tomllib

    try:
        return tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None


def _json(lines: Sequence[str]) -> Mapping[Any, Any] | None:
    text = "\n".join(lines).strip()
    found = _object(text if text.startswith("{") else f"{{{text}}}")
    return found[0] if found else None


_READERS: Mapping[str, Callable[[Sequence[str]], Mapping[Any, Any] | None]] = {
    "yaml": _yaml, "yml": _yaml, "toml": _toml, "json": _json,
}  # fmt: skip


def _object(text: str) -> _Found | None:
    """An object of JSON at the top of a text."""
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return (value, text[end:]) if isinstance(value, dict) else None


def _pairs(lines: Sequence[str]) -> dict[str, str] | None:
    """`key: value` lines with what is set in below them; None where another line stands among them."""
    values: dict[str, str] = {}
    name, joined = "", ""
    for line in lines:
        match = _PAIR.fullmatch(line.rstrip()) if line[:1] not in " \t-" else None
        if match:
            name, value = match[1].strip(), (match[2] or "").strip()
            folded = _BLOCK_SCALAR.fullmatch(value)
            joined = " " if folded or value else ", "
            if name not in values:
                values[name] = "" if folded else _unquoted(value)
        elif line.strip() and name and line[:1] in " \t-":
            values[name] = (values[name] + joined + line.strip(" \t-")).lstrip(" ,")
        elif line.strip() and not line.startswith("#"):
            return None
    return values


def _unquoted(value: str) -> str:
    if value.startswith("[[") and value.endswith("]]"):
        return value[2:-2]  # a day as Logseq links it
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _titled(lines: Sequence[str]) -> _Found | None:
    """The block of Pandoc: "% title", "% author", "% date"."""
    block = list(_while(lines, "% "))
    if not block:
        return None
    return dict(zip(("title", "author", "date"), (line[2:].strip() for line in block), strict=False)), "\n".join(
        lines[len(block) :]
    )


def _while(lines: Sequence[str], mark: str) -> Iterator[str]:
    for line in lines[:3]:
        if not line.startswith(mark):
            return
        yield line


def _bare(lines: Sequence[str]) -> _Found | None:
    """`Key: value` lines up to an empty line or a fence, where enough of them are what files say of themselves."""
    ends = {"", "---", "..."}
    end = next((i for i, line in enumerate(lines[:_LONGEST]) if line.strip() in ends), 0)
    values = _pairs(lines[:end]) if end > 1 and _PAIR.fullmatch(lines[0].rstrip()) else None
    if not values or len(_TELLING & {name.strip().lower() for name in values}) < 2:
        return None
    return values, "\n".join(lines[end + (lines[end].strip() != "") :])
