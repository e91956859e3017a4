"""What a deal hangs on: conditions and the authorities that must approve."""

import re
from collections.abc import Sequence
from functools import cache

from alliance_cli.extract.caseless import Caseless
from alliance_cli.extract.en.slots.passages import Passage, Term, patterns
from alliance_cli.extract.en.tables import read
from alliance_cli.extract.needles import Needles, in_any, needles

_MOST = 6


def conditions(found: Sequence[Passage]) -> Term | None:
    """What the sentences that say that it hangs on something name, in the order of the table."""
    said: list[str] = []
    first: Term | None = None
    for passage in found:
        hangs, text = _hangs(passage)
        if not hangs or not passage.is_of_talk(hangs.start()) or patterns()["of_financing"].match(passage.text):
            continue
        here = {name: match for name, pattern in _hurdles().items() if (match := pattern.search(text))}
        said += [name for name in here if name not in said]
        if here and first is None:
            first = Term({}, passage, hangs.start(), max(hangs.end(), *(m.end() for m in here.values())))
    return first and first._replace(values={"conditions": tuple(said[:_MOST])})


def _hangs(passage: Passage) -> tuple[re.Match[str] | None, str]:
    """The words that say that the deal hangs on something, and the text in which that stands, with blanks before it."""
    known = patterns()
    for match in known["hangs"].finditer(passage.text):
        if not known["needless"].search(passage.text[max(0, match.start() - _NEAR) : match.start()]):
            begin = match.start() if known["hangs_on"].match(match[0]) else 0
            return match, " " * begin + passage.text[begin:]
    return None, ""


_NEAR = 30


def regulators(found: Sequence[Passage]) -> Term | None:
    """The authorities that sentences about approval name."""
    said: list[str] = []
    first: Term | None = None
    for passage in found:
        if not patterns()["approves"].search(passage.text):
            continue
        low = passage.text.lower()
        # most sentences about approval name none of the authorities: a look for what stands in their names
        for name, pattern, held in _authorities():
            match = pattern.search(passage.text) if in_any(held, low) else None
            if match and name not in said:
                said.append(name)
                first = first or Term({}, passage, match.start(), match.end())
    return first and first._replace(values={"regulators": tuple(said[:_MOST])})


@cache
def _hurdles() -> dict[str, Caseless]:
    return {name: Caseless(pattern) for name, pattern in read("hurdles.tsv", 2)}


@cache
def _authorities() -> tuple[tuple[str, re.Pattern[str], Needles], ...]:
    return tuple((name, re.compile(pattern), needles(pattern)) for name, pattern in read("regulators.tsv", 2))
