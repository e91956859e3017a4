"""Names that nobody listed, by how they look: a legal form, a last word of companies, katakana, Latin letters."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from alliance_cli.extract.ja.lexicon import LEX, alternation, pattern, shape
from alliance_cli.extract.ja.names.spotted import Spotted
from alliance_cli.extract.ja.text.plain import Line
from alliance_cli.extract.spans import Sign, SignKind

_RUN = re.compile(r"[\u3400-\u9fff々〆ァ-ヺー・A-Za-z0-9&\-]+")
_WORD = re.compile(
    r"[A-Za-z0-9&.!\-/]+(?: [A-Z][A-Za-z0-9&.!\-]+)*(?:[ァ-ヺー]+)?|[ァ-ヺー]+(?:・[ァ-ヺー]+)*[A-Z0-9]*"
)
_NUMBER = re.compile(r"[\d.\-/]+(?:[a-z]{1,4})?\Z")
_QUOTED = re.compile(r"[「『]([^「」『』、。]{2,20})[」』]")
_MIXED = re.compile(r"([A-Za-z0-9&.!\-/]+)([ァ-ヺー]+)")
_LONGEST: Final = 40
"""A longer run of signs is no name: words of every day in a row could be parted in too many ways."""
_FEWEST: Final = 3
"""Fewer syllables are seldom a name."""


def shaped(line: Line) -> Iterator[Spotted]:
    """What looks like a company's name."""
    yield from _with_form(line)
    yield from _quoted(line)
    for run in _RUN.finditer(line.plain):
        yield from _headed(line, run.start(), run.end())
    for word in _WORD.finditer(line.plain):
        yield from _foreign(line, word.start(), word.end())
    yield from _placed(line)


def _with_form(line: Line) -> Iterator[Spotted]:
    """ "株式会社" before a name; behind one it is a sign for whatever else shows it."""
    for found in shape("form before").finditer(line.plain):
        yield Spotted(line, *found.span(1), signs=(Sign(SignKind.LEGAL_FORM, found[0][:4]),))


def _quoted(line: Line) -> Iterator[Spotted]:
    """ "投資ファンド会社「カーライルグループ」": a name in quotation marks, if what it is stands before it."""
    for found in _QUOTED.finditer(line.plain):
        if shape("called").search(line.plain, max(0, found.start() - 8), found.start()) and not _is_common(found[1]):
            yield Spotted(line, *found.span(1), signs=(Sign(SignKind.CALLED, "company"),))


def _headed(line: Line, start: int, end: int) -> Iterator[Spotted]:
    """A run of signs that ends in a word that companies end in: "東洋精機製作所"."""
    if end - start > _LONGEST:
        return
    start = _stripped(line.plain, start, end)
    for last in range(end, start + 2, -1):
        if last < end and not shape("goes on from a shape").match(line.plain, last):
            continue
        name = line.plain[start:last]
        head = shape("head").search(name)
        stem = name[: head.start()] if head else ""
        if len(stem) == 1 and (led := shape("stem before").search(line.plain, max(0, start - 3), start)):
            start = led.start()  # "丸の内キャピタル"
        if stem and _is_stem(stem, name):
            yield Spotted(line, start, last, signs=(Sign(SignKind.HEAD, name[len(stem) :]), *_signs(line, start, last)))
            return


def _stripped(text: str, start: int, end: int) -> int:
    """Where the name proper begins: behind "大手", "米" and the like."""
    while (found := shape("leading").match(text, start, end)) is not None and found.end() < end:
        start = found.end()
    return start


def _is_stem(stem: str, name: str) -> bool:
    """True for a beginning that makes a name of a company's last word: no "車載用電池", no "米投資ファンド"."""
    words, general = LEX.words, shape("general")
    known = (name in words["no_head"], name in words["common"], stem.isdecimal(), shape("thing of a kind").search(stem))
    return not any(known) and not general.fullmatch(stem) and (not general.fullmatch(name) or stem in words["places"])


def _foreign(line: Line, start: int, end: int) -> Iterator[Spotted]:
    """A word in katakana or Latin letters that is no common one."""
    text = line.plain[start:end] if end - start <= _LONGEST else ""
    for part in text.split("・") if "・" in text and _is_common(text.partition("・")[0]) else [text]:
        first = line.plain.index(part, start) if part else start
        if (
            len(part) >= (2 if part.isascii() else _FEWEST)
            and not _is_common(part)
            and not _is_part(line.plain, start, end)
        ):
            last = first + len(part)
            first = _with_stem(line.plain, first)
            yield Spotted(line, first, last, signs=_signs(line, first, last), person=_is_person(line.plain, last))


_STEM = re.compile(r"(?:\A|(?<=[の、はがをと「『　 ]))[\u3400-\u9fff々]{2}\Z")


def _with_stem(text: str, first: int) -> int:
    """Where a name begins that goes on in katakana, "新星レジスト"; two signs that only describe it are none of it."""
    if first >= len(text) or not "ァ" <= text[first] <= "ヺ":
        return first
    found = _STEM.search(text, max(0, first - 3), first)
    if found is None or _stripped(text, found.start(), first + 1) != found.start():
        return first
    stem = found[0]
    describes = (
        stem in LEX.words["no_stem"]
        or shape("general").fullmatch(stem)
        or shape("goes before").search(text, found.start(), first)
    )
    return first if describes or shape("ends general").search(stem) else found.start()


def _is_part(text: str, start: int, end: int) -> bool:
    """True for what a company does: "東芝のエレベーター事業"."""
    return text[start - 1 : start] == "の" and shape("part of one").match(text, end) is not None


def _placed(line: Line) -> Iterator[Spotted]:
    """A run of Chinese signs in the place of a company: "同業の中央電装を", "白鷺薬粧の買収"."""
    for found in _kanji_run().finditer(line.plain):
        start = _stripped(line.plain, *found.span())
        name = line.plain[start : found.end()]
        if len(name) < _FEWEST or _is_general(name):
            continue
        called = shape("called by").search(line.plain[max(0, start - 12) : start])
        if called or (len(name) > _FEWEST and _done_to().match(line.plain, found.end())):
            signs = (Sign(SignKind.BEFORE, called[0]),) if called else ()
            yield Spotted(line, start, found.end(), signs=signs)


def _is_general(name: str) -> bool:
    """True for what is no name: "海外企業", "同社株式"."""
    return shape("ends general").search(name) is not None or not _is_stem(name, name) or name in LEX.words["bodies"]


def _is_common(text: str) -> bool:
    """True for a word of every day, or one made of such."""
    if mixed := _MIXED.fullmatch(text):
        return all(map(_is_common, mixed.groups()))
    if text.isascii():
        return text.upper() in LEX.words["common_latin"] or bool(_NUMBER.match(text)) or not any(map(str.isupper, text))
    return all(shape("everyday").fullmatch(part) for part in text.split("・"))


def _signs(line: Line, start: int, end: int) -> tuple[Sign, ...]:
    """What stands around a name and shows that it is a company's."""
    text, found = line.plain, list[Sign]()
    if shape("form behind").match(text, end):
        found.append(Sign(SignKind.LEGAL_FORM, "社"))
    if shape("code").match(line.asides.get(end, "")):
        found.append(Sign(SignKind.TICKER))
    if shape("called").search(text[max(0, start - 12) : start]):
        found.append(Sign(SignKind.BEFORE, text[max(0, start - 3) : start]))
    if shape("belongs").match(text, end):
        found.append(Sign(SignKind.AFTER, text[end : end + 2]))
    return tuple(found)


def _is_person(text: str, end: int) -> bool:
    return pattern("titles").match(text, end) is not None


@cache
def _kanji_run() -> re.Pattern[str]:
    return re.compile(r"[\u3400-\u9fff々]{3,10}(?=[はがをとのにへ、。」])")


@cache
def _done_to() -> re.Pattern[str]:
    """ "の買収", "を完全子会社化", "と経営統合": what is only done to companies."""
    cues = alternation(
        word for word, cue in LEX.cues.items() if cue.frame.name in {"pair", "buy", "tie"} and len(word) > 1
    )
    return re.compile(rf"(?:の|を|と|との|に){cues}")
