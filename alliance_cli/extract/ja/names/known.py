"""Names that are known: the longest that a company goes by, at each place of a sentence where one may stand."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from alliance_cli import names
from alliance_cli.extract.ja.lexicon import LEX, shape
from alliance_cli.extract.ja.names.spotted import Spotted
from alliance_cli.extract.ja.text.plain import Line
from alliance_cli.gazetteer import Gazetteer, Match

_LONGEST: Final = 24
"""No name is longer."""
_PLAIN: Final = 3
"""A name of so many Chinese signs may stand within a longer run of them."""
_KANJI = re.compile(r"[\u3400-\u9fff々〆]")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_NAME = re.compile(r"[\w・&.!'’+/\- ]*")


def known(line: Line, gazetteer: Gazetteer) -> Iterator[Spotted]:
    """The known names of a sentence, left to right, none within another."""
    place = 0
    while place < len(line.plain):
        found = _longest(line, place, gazetteer) if _may_begin(line.plain, place) else None
        if found is not None:
            yield found
        place = found.end if found else place + 1


def bracketed(line: Line, gazetteer: Gazetteer) -> Iterator[Spotted]:
    """Names whose shorter form stands in brackets and is known: "寧徳時代新能源科技（CATL）"."""
    for place, aside in line.asides.items():
        run = shape("name before").search(line.plain, 0, place)
        matches = _matches(aside, gazetteer) if run and len(aside) <= _LONGEST else ()
        if run and matches:
            start = run.start()
            while (led := shape("leading").match(line.plain, start, place)) is not None and led.end() < place:
                start = led.end()
            yield Spotted(line, start, place, tuple(matches))


def _longest(line: Line, start: int, gazetteer: Gazetteer) -> Spotted | None:
    text = line.plain
    run = _NAME.match(text, start, start + _LONGEST)
    for end in range(run.end() if run else start, start + 1, -1):
        matches = _matches(text[start:end], gazetteer)
        if matches and _may_end(text, start, end):
            return Spotted(line, start, end, tuple(matches))
    return None


def _matches(name: str, gazetteer: Gazetteer) -> Sequence[Match]:
    key = name.casefold() if name.isalnum() else names.fold(name)
    found = gazetteer.find(key) if len(key) > 1 else ()
    if found and (name.isdecimal() or name in LEX.words["common"] or name.upper() in LEX.words["common_latin"]):
        return ()
    return found


def _class(sign: str) -> re.Pattern[str] | None:
    return next((script for script in (_KANJI, _KATAKANA, _LATIN, _HIRAGANA) if script.match(sign)), None)


def _may_begin(text: str, place: int) -> bool:
    """True where a name may begin: not within a word of the syllables or letters that names are spelt with."""
    script = _class(text[place])
    if script is None:
        return False
    return place == 0 or script is _KANJI or script is _HIRAGANA or not script.match(text[place - 1])


def _may_end(text: str, start: int, end: int) -> bool:
    """True where a name may end, as far as the signs around it say."""
    last = text[end - 1]
    script = _class(last)
    if script is None:
        return last in "!.+&"  # "Yahoo!"
    if end < len(text) and script is not _KANJI and script.match(text[end]) and script is not _HIRAGANA:
        return False
    if _kanji_throughout(text, start, end):
        return _stands_alone(text, start, end)
    if script is _KANJI or end == len(text) or not _KANJI.match(text[end]):
        return True
    return shape("goes on").match(text, end) is not None or script is not _HIRAGANA


def _kanji_throughout(text: str, start: int, end: int) -> bool:
    return all(_KANJI.match(sign) for sign in text[start:end])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True if what is written in Chinese signs before and behind a name is no part of a longer one."""
    behind = end == len(text) or not (_KANJI.match(text[end])) or shape("goes on").match(text, end) is not None
    before = start == 0 or not _KANJI.match(text[start - 1]) or shape("goes before").search(text[:start]) is not None
    if end - start > _PLAIN:
        return behind or not _KANJI.match(text[end])
    return behind and before
