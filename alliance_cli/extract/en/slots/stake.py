"""Which share of a company changes hands, in percent, what was held before, and whether it gives control."""

import re
from collections.abc import Sequence

from alliance_cli.extract.en.slots.passages import BESIDE, Passage, Term, each, patterns
from alliance_cli.models import Family, Kind
from alliance_cli.terms import Exactness

_PERCENT = re.compile(
    r"(?<![\d.,$€£¥])(\d{1,3}(?:\.\d{1,4})?)(?:[\s-]?(?:-|–|to)[\s-]?(\d{1,3}(?:\.\d{1,4})?))?[\s-]?"
    r"(?:%|percent\b|per[\s-]cent\b|pct\b)", re.IGNORECASE,
)  # fmt: skip


def stake(found: Sequence[Passage], kind: Kind | None) -> Term | None:
    """The first share that is said to be bought, sold or to be held."""
    if kind is not None and kind.family is not Family.EQUITY:
        return None
    before = None
    for passage in each(list(found)):
        for match in _PERCENT.finditer(passage.text):
            share = float(match[2] or match[1])
            if not 0 < share <= 100 or not passage.is_of_talk(match.start()):
                continue
            what = _what(passage.text, match)
            if what == _BOUGHT and passage.direct:
                return _term(passage, match, share, before)
            if what == _HELD and passage.direct and before is None:
                before = (passage, match, share)
    # a position that is disclosed: nothing changes hands, and what is held is the stake
    return _term(*before, None) if before and kind is Kind.STAKE else None


_BOUGHT, _HELD, _ELSE = "bought", "held", ""


def _what(text: str, match: re.Match[str]) -> str:
    """What a share is: one that changes hands, one that is held already, or something else."""
    known = patterns()
    before, after = text[max(0, match.start() - BESIDE) : match.start()], text[match.end() : match.end() + BESIDE]
    if known["no_share"].match(after) or known["premium"].search(before) or known["share_kept"].search(before):
        return _ELSE
    if known["share_if"].search(before):
        return _ELSE
    of_it = known["share_after"].match(after)
    if known["share_to"].search(before) and of_it is None and not known["share_verb"].search(before):
        return _ELSE
    if known["share_held"].search(before) and not known["share_verb"].search(before):
        return _HELD if of_it or known["share_of"].match(after) else _ELSE
    if of_it or (known["share_of"].match(after) and known["share_verb"].search(before)):
        return _BOUGHT
    return (
        _BOUGHT
        if known["share_verb"].search(before)
        and re.search(r"(?:to|raise|increase)\b", before[-80:])
        and re.search(r"stake|holding|interest", before[-80:], re.IGNORECASE)
        else _ELSE
    )


def _term(
    passage: Passage, match: re.Match[str], share: float, before: tuple[Passage, re.Match[str], float] | None
) -> Term:
    text = passage.text
    values = {"stake": share, "stake_exactness": _exactness(text, match), "stake_from": _was(passage, match, before)}
    around = text[max(0, match.start() - 60) : match.end() + 60]
    values["control"] = patterns()["control"].search(around) is not None
    return Term(values, passage, match.start(), match.end())


def _was(passage: Passage, match: re.Match[str], before: tuple[Passage, re.Match[str], float] | None) -> float | None:
    """What was held before a rise "to 51 percent from 34 percent"."""
    rises = re.search(r"\b(?:raise|rais|increas|boost|lift|up|rais)\w*\b", passage.text[: match.start()], re.IGNORECASE)
    if not rises:
        return None
    for other in _PERCENT.finditer(passage.text):
        if other is not match and patterns()["share_from"].search(passage.text[: other.start()]):
            return float(other[1])
    return before[2] if before else None


def _exactness(text: str, match: re.Match[str]) -> Exactness:
    before = text[max(0, match.start() - BESIDE) : match.start()]
    if match[2]:
        return Exactness.UP_TO
    for name, meant in (("about", Exactness.ABOUT), ("up_to", Exactness.UP_TO), ("at_least", Exactness.AT_LEAST)):
        if patterns()[name].search(before):
            return meant
    return Exactness.EXACT


def control(found: Sequence[Passage], kind: Kind | None) -> Term | None:
    """A controlling stake of which no share is told."""
    if kind is not None and kind.family is not Family.EQUITY:
        return None
    for passage in found:
        match = patterns()["control"].search(passage.text) if passage.direct else None
        if match and passage.is_of_talk(match.start()):
            return Term({"control": True}, passage, match.start(), match.end())
    return None
