"""Which share of a company changes hands, in percent, what was held before, and whether it gives control."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from alliance_cli.extract.caseless import Caseless
from alliance_cli.extract.en.slots.passages import BESIDE, Passage, Term, each, is_past, patterns
from alliance_cli.extract.en.tables import read
from alliance_cli.models import Family, Kind
from alliance_cli.terms import Exactness

_NUMBER = r"\d{1,3}(?:\.\d{1,8})?"
_PERCENT = re.compile(
    rf"(?<![\d.,$€£¥])({_NUMBER})(?:[\s-]?(?:-|–|to)[\s-]?({_NUMBER}))?[\s-]?(?:%|percent\b|per[\s-]cent\b|pct\b)",
    re.IGNORECASE,
)
_OF_HUNDRED = ("%", "percent", "per cent", "per-cent", "pct")
"""One of them stands after every number of percent, in a text with blanks for whatever is blank."""
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
        return (_halves(found) or _of_venture(found)) if kind is Kind.JOINT_VENTURE else None
    before: _Share | None = None
    for share in _shares(found):
        what = _what(share, since, kind)
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


def _of_venture(found: Sequence[Passage]) -> Term | None:
    """ "Renault will own 51 percent of the venture": the first share that is told."""
    known = patterns()
    shares = (share for share in _shares(found) if share.passage.direct or share.passage.named)
    told = (s for s in shares if known["venture_before"].search(s.before) and known["venture_after"].match(s.after))
    first = next(told, None)
    return first and _term(first, None)


def _shares(found: Sequence[Passage]) -> Iterator[_Share]:
    """All shares in sentences on the talk, of those that only point back where they name no other company."""
    for passage in each(list(found)):
        if passage.direct or passage.sentence.index == 0 or not (passage.others or passage.strangers):
            yield from (s for s in _in_sentence(passage) if 0 < s.percent <= 100 and passage.is_of_talk(s.start))


def _in_sentence(passage: Passage) -> list[_Share]:
    low = passage.text.lower()
    numbers = [
        _Share(passage, float(m[2] or m[1]), m.start(), m.end(), float(m[1]) if m[2] else None)
        for m in (_PERCENT.finditer(passage.text) if any(sign in low for sign in _OF_HUNDRED) else ())
    ]
    pattern, worth = _fractions()
    words = [
        _Share(passage, worth[word], m.start(), m.end())
        for m in pattern.finditer(passage.text)
        if (word := m[0].lower()) in worth
    ]
    return sorted(numbers + words, key=lambda share: share.start)


@cache
def _fractions() -> tuple[Caseless, dict[str, float]]:
    worth = {word: float(percent) for word, percent in read("fractions.tsv", 2)}
    longest = sorted(worth, key=len, reverse=True)
    return Caseless(rf"\b(?:{'|'.join(longest)})(?=[ -](?:of|stake|share|interest)\b)"), worth


def _what(share: _Share, since: int, kind: Kind | None) -> str:
    """What a share is: one that changes hands, one that is held already, or something else, ""."""
    known, before, after = patterns(), share.before, share.after
    if _is_nothing(share) or is_past(before, after, since):
        return ""
    of_it, verb = known["share_after"].match(after), known["share_verb"].search(before)
    named = of_it or known["share_of"].match(after)
    if _is_risen(share) or (named and known["share_will"].search(before) and share.passage.named):
        return _BOUGHT
    if named and known["share_reached"].search(before):
        return _BOUGHT if share.passage.direct or (share.passage.named and kind is Kind.STAKE) else ""
    if known["share_held"].search(before) and not verb:
        return _HELD if named else ""
    if known["share_to"].search(before) and not (of_it or verb):
        return ""
    return _BOUGHT if _is_bought(share, of_it=bool(of_it), verb=bool(verb)) else ""


def _is_nothing(share: _Share) -> bool:
    """True for what is no share of a company, and for one that is kept, hangs on something, or that many hold."""
    known = patterns()
    no = ("premium", "share_kept", "share_if")
    if known["no_share"].match(share.after) or any(known[name].search(share.before) for name in no):
        return True
    held = known["share_reached"].search(share.before) or known["share_will"].search(share.before)
    return held is not None and known["share_holders"].search(share.before) is not None


def _is_risen(share: _Share) -> bool:
    """True for what a holding is raised to, and for what the buyer does not yet own."""
    known = patterns()
    if known["not_owned"].match(share.after):
        return True
    return known["share_risen"].search(share.before) is not None and not known["share_of"].match(share.after)


def _is_bought(share: _Share, *, of_it: bool, verb: bool) -> bool:
    """True for a share that a verb of buying or selling has, or (`of_it`) that is called a stake where it is told."""
    known, before, after = patterns(), share.before, share.after
    named = of_it or known["share_of"].match(after) is not None
    if share.passage.direct and (of_it or (named and verb)):
        return True
    of_all = named and (share.percent == _ALL or known["share_of_it"].match(after) is not None)
    return verb and (known["share_rises"].search(before) is not None or of_it or of_all)


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
