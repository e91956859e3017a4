"""The dates that stand on a page: in its data, near its headline, elsewhere, in its address."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alliance_cli.dates.calendars import ERAS, LETTER
from alliance_cli.sources.page_lines import Line

_WRITTEN = re.compile(
    r"(?<![\d/.-])\d{4} ?([-/.]) ?\d{1,2} ?\1 ?\d{1,2}(?![\d/-])|\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일号]"
    rf"|(?:{'|'.join(ERAS)}) ?(?:\d{{1,3}}|元) ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日"
    r"|(?<!\d)\d{1,2} [\u0e01-\u0e4e.]{3,14} (?:พ\.ศ\. ?)?(?:\d{4}|\d\d)(?!\d)"
    rf"|(?<![\d.:/])\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?[ -]?(?:of |de )?{LETTER}{{3,14}}\.?,?(?: de)?[ -]\d{{4}}(?!\d)"
    rf"|(?<!{LETTER}){LETTER}{{3,14}}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}(?!\d)"
    r"|(?<![\d/.-])\d{1,2} ?([./-]) ?\d{1,2} ?\2 ?\d{4}(?![\d/-])",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"updated?|modified|revised|changed|edited|reviewed|aktualisiert|geändert|stand\b|mis à jour|modifié|actualizad|"
    r"modificad|aggiornat|bijgewerkt|gewijzigd|güncelle|oppdatert|uppdaterad|opdateret|更新|수정|अपडेट|อัปเดต|แก้ไข",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"published|posted|released|issued|veröffentlicht|erschienen|erstellt|publié|publicad|pubblicat|gepubliceerd|"
    r"publisert|publicerad|公開|掲載|配信|発表|发布|입력|등록|yayın|प्रकाशित|เผยแพร่|โพสต์",
    re.IGNORECASE,
)
_DATELINE_END = re.compile(r"\)?\s*(?:[/(][^)\n]{2,60}[/)]\s*)?(?:--|[-–—:|])\s")
_SMALL_WORD = re.compile(r"\b(?!and\b|of\b|de\b)[a-z]{2,}")
_IN_ADDRESS = re.compile(r"[/-](20\d\d|19\d\d)([/-]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.?&-]|$)")
_YEAR = re.compile(r"\d{4}")
_BEFORE, _AFTER = 3, 12
_PARAGRAPH = 140
_BYLINE = 70
_DATELINE = 100
_SMALL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a page as written, the most telling first.

    `stated` are in its data as those of publication. Near its headline `labelled` are said to be of publication,
    `shown` are not said to be of anything. `changed` are those of a change, as are `changes` by its data. `elsewhere`,
    further away, are said to be of publication or are the only date that stands alone. `address` is the day in its
    address.
    """

    stated: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    address: str = ""


def collected(
    stated: Sequence[str], found: Sequence[Line], addresses: Sequence[str], changes: Sequence[str] = ()
) -> Dates:
    """The dates in the data of a page (`stated`, `changes`), in its lines and in its addresses."""
    close = _near(found)
    said = [pair for line in close for pair in _labels(line)]
    rest = [line for line in found if line not in close and (line.stamps or _YEAR.search(line.text))]
    far = [pair for line in rest for pair in _labels(line, alone=_is_bare(line))]
    bare = {value for value, label in far if not label}
    return Dates(
        stated=tuple(stated),
        labelled=tuple(value for value, label in said if label == "first"),
        shown=tuple(value for value, label in said if not label),
        changed=tuple(value for value, label in (*said, *far) if label == "changed"),
        changes=tuple(changes),
        elsewhere=(*(value for value, label in far if label == "first"), *(bare if len(bare) == 1 else ())),
        address=next((day for address in addresses if (day := in_address(address))), ""),
    )


def _near(found: Sequence[Line]) -> list[Line]:
    """The lines around the headline, up to the second paragraph (the first may stand above the byline); those at the
    top where there is no headline."""
    at = next((number for number, line in enumerate(found) if line.title), 0)
    kept, paragraphs = list(found[max(0, at - _BEFORE) : at]), 0
    for line in found[at : at + _AFTER + 1]:
        kept.append(line)
        paragraphs += len(line.text) >= _PARAGRAPH and not line.title
        if paragraphs == 2:
            break
    return kept


def _labels(line: Line, *, alone: bool = True) -> Iterator[tuple[str, str]]:
    """The dates of a line, each with `first`, `changed` or nothing for what is said of it.

    With `alone` dates count of which nothing is said, in lines that hold little else. Of a paragraph only the date of
    its dateline counts ("TOKYO, Nov. 13, 2025 (Wire) -- ").
    """
    written = list(_WRITTEN.finditer(line.text))
    if alone and written and len(line.text) > _BYLINE and _is_dateline(line.text, written[0]):
        yield written[0][0], "first"
    elif written and len(line.text) < _PARAGRAPH:
        little = len(_WRITTEN.sub("", line.text)) <= _BYLINE and not _is_sentence(line.text)
        yield from ((value, label) for value, label in _said_of(line, written) if label or (alone and little))
    elif not written:
        label = _label(line.text, "")
        yield from ((stamp, said or label) for stamp, said in line.stamps if said or label or alone)


def _said_of(line: Line, written: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """The written dates, those for programs in their place, and what the markup or the words before them say."""
    stamps = line.stamps if len(line.stamps) == len(written) else [(match[0], "") for match in written]
    label, end = "", 0
    for (value, said), match in zip(stamps, written, strict=True):
        label, end = said or _label(line.text[end : match.start()], label), match.end()
        yield value, label


def _is_sentence(text: str) -> bool:
    """True for what ends as a sentence does and has its small words: "The two formed an alliance on 5 March 2019."."""
    return text.endswith((".", "!", "?")) and len(_SMALL_WORD.findall(_WRITTEN.sub("", text))) >= _SMALL_WORDS


def _is_bare(line: Line) -> bool:
    """True for a line that is a date and nothing else."""
    return not any(char.isalnum() for char in _WRITTEN.sub("", line.text))


def _label(before: str, last: str) -> str:
    """What the words before a date say of it; the same as of the `last` one where there are none."""
    said = [(match.end(), name) for name, words in _LABELS for match in words.finditer(before)]
    return max(said)[1] if said else last if not any(char.isalnum() for char in before) else ""


_LABELS = (("changed", _CHANGED), ("first", _FIRST))


def _is_dateline(text: str, match: re.Match[str]) -> bool:
    """True for a date after nothing but names, before what parts a dateline from the sentence."""
    if not match.start():
        return bool(_DATELINE_END.match(text, match.end()) or text.startswith(". ", match.end()))
    ended = match.start() < _DATELINE and _DATELINE_END.match(text, match.end())
    return bool(ended) and not _SMALL_WORD.search(text[: match.start()])


def in_address(address: str) -> str:
    """The day in the path of an address, as ISO 8601; empty where there is none."""
    match = _IN_ADDRESS.search(address.partition("//")[2])
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat() if match else ""
    except ValueError:
        return ""


def written_days(found: Sequence[Line], read: Callable[[str], Collection[date]]) -> tuple[set[date], set[date]]:
    """The days that paragraphs name and those that other lines name; `read` says which a date as written can be."""
    prose, other = set[date](), set[date]()
    for line in found:
        days = {day for match in _WRITTEN.finditer(line.text) for day in read(match[0])}
        (prose if len(line.text) >= _PARAGRAPH or _is_sentence(line.text) else other).update(days)
    return prose, other


def written_in(text: str) -> str:
    """The first date written in a text, without the words around it; empty where there is none."""
    match = _WRITTEN.search(text)
    return match[0] if match else ""
