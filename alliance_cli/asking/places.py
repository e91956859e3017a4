"""Where the words of an answer stand in a report: its quotes, and the names of its companies. Pure."""

import re
from functools import lru_cache

from alliance_cli import names
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Evidence, Report

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:\.\s?){3,}\]?|\[?…+\]?)\s*")
_BETWEEN = r"[\W_]{1,12}"
_MOST_WORDS = 120
_TICKER = re.compile(r"[A-Z0-9]{1,6}(?:\.[A-Z]{1,2})?")
_FEWEST_WORDS = 3
"""Of a quote with words left out a piece has to have so many, or it shows nothing."""


def evidence(quote: str, report: Report, rule: str) -> Evidence:
    """A quote where its words stand, whatever marks and blanks are between them, in the letters of the report.

    Of one with words left out ("…") its longest piece; of one that stands nowhere, places that show that.
    """
    pieces = [quote, *sorted((p for p in _LEFT_OUT.split(quote) if _is_telling(p)), key=len, reverse=True)]
    for piece in pieces:
        pattern = _pattern(piece)
        for field, text in (("text", report.text), ("title", report.title)):
            if pattern and (span := _find(pattern, text)):
                return Evidence(text[span[0] : span[1]], *span, rule, field)
    return Evidence(quote, 0, 0, rule)


def _is_telling(piece: str) -> bool:
    return len(re.findall(r"\w+", piece)) >= _FEWEST_WORDS or (not piece.isascii() and len(piece) > 2 * _FEWEST_WORDS)


@lru_cache(maxsize=64)
def _pattern(words: str) -> re.Pattern[str] | None:
    """These words in this order, not within longer ones; None for no word."""
    found = re.findall(r"[^\W_]+", _UNSEEN.sub("", words))[:_MOST_WORDS]
    return (
        re.compile(rf"(?<![A-Za-z0-9]){_BETWEEN.join(map(re.escape, found))}(?![A-Za-z0-9])", re.I) if found else None
    )


def _find(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    """Where a pattern stands, signs that nobody sees aside."""
    if found := pattern.search(text):
        return found.span()
    if not _UNSEEN.search(text):
        return None
    seen = [place for place, sign in enumerate(text) if not _UNSEEN.match(sign)]
    found = pattern.search("".join(text[place] for place in seen))
    return (seen[found.start()], seen[found.end() - 1] + 1) if found else None


def written(name: str, company: str, report: Report, gazetteer: Gazetteer) -> str:
    """A company's name as the report has it: in other letters, without its legal form, or another name of it.

    The name itself where the report has none of these.
    """
    known = gazetteer.company(company) if company else None
    others = [alias.name for alias in known.aliases if not alias.common_word] if known else []
    for form in (name, names.key(name), *([known.name] if known else []), *sorted(others, key=len, reverse=True)):
        pattern = _pattern(form) if len(form) > 1 else None
        for text in (report.text, report.title):
            if pattern and (span := _find(pattern, text)):
                return text[span[0] : span[1]]
    return name


def before_ticker(name: str, report: Report) -> str:
    """The name that stands before this ticker in brackets: "Velora Motors (NYSE: VLR)"; "" where there is none."""
    if not _TICKER.fullmatch(name):
        return ""
    pattern = (
        rf"((?:[A-Z][\w&.’'-]{{0,30}}\s){{0,5}}[A-Z][\w&.’'-]{{0,30}})\s?\((?:[A-Z]{{2,8}}\s?:\s?)?{re.escape(name)}\b"
    )
    found = next(filter(None, (re.search(pattern, text) for text in (report.text, report.title))), None)
    return found[1] if found else ""
