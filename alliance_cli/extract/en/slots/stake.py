"""Which share of a company changes hands, in percent, what was held before, and whether it gives control."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from alliance_cli.extract.en.slots.passages import BESIDE, Passage, Term, each, is_past, patterns
from alliance_cli.extract.en.tables import read
from alliance_cli.models import Family, Kind
from alliance_cli.terms import Exactness

_NUMBER = r"\d{1,3}(?:\.\d{1,8})?"
_PERCENT = re.compile(
    rf"(?<![\d.,$€£¥])({_NUMBER})(?:[\s-]?(?:-|–|to)[\s-]?({_NUMBER}))?[\s-]?(?:%|percent\b|per[\s-]cent\b|pct\b)",
    re.IGNORECASE,
)
_ALL = 100
_BOUGHT, _HELD = "bought", "held"


class _Share(NamedTuple):
    """A share in a sentence, in percent (`low` is the lower end of "5 to 6 percent"), at these characters."""

    passage: Passage
    percent: float
    start: int
    end: int
    low: float | None = None

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.passage.text[max(0, self.start - BESIDE) : self.start]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.passage.text[self.end : self.end + BESIDE]


def stake(found: Sequence[Passage], kind: Kind | None, since: int) -> Term | None:
    """The first share that is said to be bought, sold or to be held; `since` is the year before which all is past.

    Of a joint venture only that both hold half. Of a stake that is disclosed what is held is the stake.
    """
    if kind is not None and kind.family is not Family.EQUITY:
        return _halves(found) if kind is Kind.JOINT_VENTURE else None
    before: _Share | None = None
    for share in _shares(found):
        what = _what(share, since)
        if what == _BOUGHT:
            return _term(share, before)
        if what == _HELD and share.passage.direct and before is None:
            before = share
    return _term(before, None) if before and kind is Kind.STAKE else None


def control(found: Sequence[Passage], kind: Kind | None) -> Term | None:
    """A controlling stake of which no share is told."""
    if kind is not None and kind.family is not Family.EQUITY:
        return None
    for passage in found:
        match = patterns()["control"].search(passage.text) if passage.direct else None
        if match and passage.is_of_talk(match.start()):
            return Term({"control": True}, passage, match.start(), match.end())
    return None


def _halves(found: Sequence[Passage]) -> Term | None:
    """ "A 50-50 joint venture"."""
    for passage in found:
        match = patterns()["halves"].search(passage.text) if passage.direct else None
        if match and passage.is_of_talk(match.start()):
            return Term({"stake": 50.0, "stake_exactness": Exactness.EXACT}, passage, match.start(), match.end())
    return None


def _shares(found: Sequence[Passage]) -> Iterator[_Share]:
    """All shares in sentences on the talk, of those that only point back where they name no other company."""
    for passage in each(list(found)):
        if passage.direct or passage.sentence.index == 0 or not (passage.others or passage.strangers):
            yield from (s for s in _in_sentence(passage) if 0 < s.percent <= 100 and passage.is_of_talk(s.start))


def _in_sentence(passage: Passage) -> list[_Share]:
    numbers = [
        _Share(passage, float(m[2] or m[1]), m.start(), m.end(), float(m[1]) if m[2] else None)
        for m in _PERCENT.finditer(passage.text)
    ]
    pattern, worth = _fractions()
    words = [_Share(passage, worth[m[0].lower()], m.start(), m.end()) for m in pattern.finditer(passage.text)]
    return sorted(numbers + words, key=lambda share: share.start)


@cache
def _fractions() -> tuple[re.Pattern[str], dict[str, float]]:
    worth = {word: float(percent) for word, percent in read("fractions.tsv", 2)}
    longest = sorted(worth, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})(?=[ -](?:of|stake|share|interest)\b)", re.IGNORECASE), worth


def _what(share: _Share, since: int) -> str:
    """What a share is: one that changes hands, one that is held already, or something else, ""."""
    known, before, after = patterns(), share.before, share.after
    if known["no_share"].match(after) or any(known[no].search(before) for no in ("premium", "share_kept", "share_if")):
        return ""
    if is_past(before, after, since):
        return ""
    if known["not_owned"].match(after):
        return _BOUGHT
    of_it, verb = known["share_after"].match(after), known["share_verb"].search(before)
    named = of_it or known["share_of"].match(after)
    if known["share_reached"].search(before) and named and not known["share_holders"].search(before):
        return _BOUGHT if share.passage.direct else ""
    if known["share_held"].search(before) and not verb:
        return _HELD if named else ""
    if known["share_to"].search(before) and not (of_it or verb):
        return ""
    rises = verb and known["share_rises"].search(before)
    if share.passage.direct and (of_it or (named and verb)):
        return _BOUGHT
    return _BOUGHT if rises or (verb and (of_it or (named and share.percent == _ALL))) else ""


def _term(share: _Share, before: _Share | None) -> Term:
    values = {
        "stake": round(share.percent, 4), "stake_exactness": _exactness(share), "stake_from": _was(share, before),
    }  # fmt: skip
    around = share.passage.text[max(0, share.start - 60) : share.end + 60]
    values["control"] = patterns()["control"].search(around) is not None
    return Term(values, share.passage, share.start, share.end)


def _was(share: _Share, before: _Share | None) -> float | None:
    """What was held before a rise "to 51 percent from 34 percent"."""
    if not patterns()["rises"].search(share.passage.text[: share.start]):
        return None
    for other in _in_sentence(share.passage):
        if other.start != share.start and patterns()["share_from"].search(other.before):
            return round(other.percent, 4)
    return before.percent if before else None


def _exactness(share: _Share) -> Exactness:
    if share.low is not None:
        return Exactness.UP_TO
    for name, meant in (("about", Exactness.ABOUT), ("up_to", Exactness.UP_TO), ("at_least", Exactness.AT_LEAST)):
        if patterns()[name].search(share.before):
            return meant
    return Exactness.EXACT
