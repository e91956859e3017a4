"""The names of a report: known ones, those that look like a company's, and the short forms of both."""

import re
from collections.abc import Iterable, Iterator, Sequence

from alliance_cli import names
from alliance_cli.extract.document import Document
from alliance_cli.extract.ja.lexicon import LEX, shape
from alliance_cli.extract.ja.names.known import bracketed, known
from alliance_cli.extract.ja.names.linking import Linker, is_short_for
from alliance_cli.extract.ja.names.outlets import cited, listed
from alliance_cli.extract.ja.names.shapes import shaped
from alliance_cli.extract.ja.names.spotted import Spotted
from alliance_cli.extract.ja.text.plain import Line
from alliance_cli.extract.spans import Mention
from alliance_cli.gazetteer import Gazetteer


def name(document: Document, lines: Sequence[Line], gazetteer: Gazetteer) -> None:
    """Find the names of the sentences, cut those into tokens there, and say who the names are."""
    spotted = [found for line in lines for found in _in_line(line, gazetteer)]
    short = dict(_short_forms(spotted))
    spotted += list(_again(lines, short, spotted))
    spotted.sort(key=lambda found: (found.line.field != "title", found.line.index, found.start))
    _cut(lines, spotted)
    mentions = [(_mention(found), found.signs, found.outlet) for found in spotted]
    document.entities = Linker(document.day, short).link(mentions)
    document.mentions = [mention for mention, _, _ in mentions]
    for mention in document.mentions:
        mention.sentence.named.append(mention)


def _in_line(line: Line, gazetteer: Gazetteer) -> Iterator[Spotted]:
    """The names of a sentence, none within another: what is cited first, then the longest."""
    taken: list[Spotted] = list(cited(line))
    known_names, shapes = [*known(line, gazetteer), *bracketed(line, gazetteer)], list(shaped(line))
    # of two that begin or end at one place the longer is the name; what is known goes before what only looks like one
    order = sorted([*known_names, *shapes], key=lambda found: -_rank(found, known_names))
    for found in (*order, *listed(line)):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    for found in sorted(taken, key=lambda found: found.start):
        if not found.person and not _is_titled(found):
            yield _with_signs(found, shapes)


def _rank(found: Spotted, known_names: Iterable[Spotted]) -> float:
    """How much speaks for a name among those that overlap it: its length, and that it is known."""
    if found.matches:
        return found.end - found.start + 0.5
    # "大手日産自動車" is no longer name than the known one that it ends in
    inner = [one for one in known_names if found.start <= one.start and one.end == found.end]
    return max((one.end - one.start for one in inner), default=found.end - found.start)


def _with_signs(found: Spotted, shapes: Iterable[Spotted]) -> Spotted:
    """A known name with what its looks add."""
    same = next((one for one in shapes if (one.start, one.end) == (found.start, found.end)), found)
    return Spotted(found.line, found.start, found.end, found.matches, found.signs or same.signs, found.outlet)


def _is_titled(found: Spotted) -> bool:
    """True for a name by which nobody is known and that "氏" follows."""
    return not found.matches and not found.signs and found.line.plain.startswith("氏", found.end)


def _short_forms(spotted: Iterable[Spotted]) -> Iterator[tuple[str, str]]:
    """Other forms of names, each with the name: what stands in brackets behind it, what is left without its end."""
    for found in spotted:
        if found.outlet:
            continue
        aside = shape("alias").match(found.line.asides.get(found.end, ""))
        if aside and not shape("no alias").search(aside[1]) and aside[1].upper() not in LEX.words["common_latin"]:
            yield aside[1], found.text
        if not found.signs and not found.matches:
            continue
        for end in range(len(found.text) - 1, 1, -1):
            form = found.text[:end]
            if found.text[end:] in LEX.words["head"] and _may_be_short(form) and is_short_for(form, found.text):
                yield form, found.text


def _may_be_short(form: str) -> bool:
    words = LEX.words
    return all(form not in words[name] for name in ("places", "common", "no_head", "head", "nations", "lead_in"))


def _again(lines: Sequence[Line], short: dict[str, str], spotted: Sequence[Spotted]) -> Iterator[Spotted]:
    """Where a sentence has a name that was told to be one elsewhere, or a short form of it, outside of those found."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for found in spotted:
        taken.setdefault(id(found.line), []).append((found.start, found.end))
    by_start: dict[str, list[str]] = {}
    for form in filter(None, {*short, *(found.text for found in spotted if found.signs and not found.outlet)}):
        by_start.setdefault(form[:2], []).append(form)
    for line in lines:
        starts = {line.plain[i : i + 2] for i in range(len(line.plain))}
        forms = sorted((f for start in starts for f in by_start.get(start, ())), key=lambda form: (-len(form), form))
        held = taken.setdefault(id(line), [])
        for form in forms:
            for place in _places(line.plain, form):
                end = place + len(form)
                if not any(place < last and first < end for first, last in held):
                    held.append((place, end))
                    yield Spotted(line, place, end)


_INNER = re.compile(r"[\u3400-\u9fff々ァ-ヺーA-Za-z0-9]")


def _places(text: str, form: str) -> Iterator[int]:
    """Where a short form stands by itself."""
    end = 0
    while (start := text.find(form, end)) >= 0:
        end = start + len(form)
        open_before = start == 0 or not _INNER.match(text[start - 1]) or shape("short form behind").search(text[:start])
        behind = text[end : end + 1]
        closed = not _INNER.match(behind) or behind in LEX.words["one_behind"]
        if open_before and (closed or LEX.cue.match(text, end)):
            yield start


def _cut(lines: Iterable[Line], spotted: Iterable[Spotted]) -> None:
    """Cut each sentence into tokens, at its names and its cues too."""
    edges: dict[int, set[int]] = {}
    for found in spotted:
        edges.setdefault(id(found.line), set()).update((found.start, found.end))
    for line in lines:
        marks = {place for cue in LEX.cue.finditer(line.plain) for place in cue.span()}
        line.cut(marks | edges.get(id(line), set()))


def _mention(found: Spotted) -> Mention:
    line = found.line
    first, last = line.token_at(found.start), line.token_at(found.end - 1) + 1
    return Mention(line, first, last, found.text, names.fold(found.text), found.matches)
