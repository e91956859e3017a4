"""Which share of a company changes hands, in percent, what was held before, and whether it gives control."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from alliance_cli.extract.caseless import Caseless
from alliance_cli.extract.en.slots.passages import BESIDE, Passage, Term, each, patterns
from alliance_cli.extract.en.slots.past import is_past
from alliance_cli.extract.en.tables import read
from alliance_cli.models import Family, Kind, Role
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
    """A share in a sentence, in percent (`low` is the lower end of "5 to 6 percent"), at these characters; `in_words`
    says that it is told as a part, "half"."""

    passage: Passage
    percent: float
    start: int
    end: int
    low: float | None = None
    in_words: bool = False

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

    Of a joint venture what each holds comes first. Of a stake that is disclosed what is held is the stake.
    """
    if kind is Kind.JOINT_VENTURE and (held_of_it := _halves(found) or _of_venture(found)):
        return held_of_it
    if kind is not None and kind.family is not Family.EQUITY and kind is not Kind.JOINT_VENTURE:
        return _of_venture(found, by_name=True) or _beside(found, since)
    told = [(share, what) for share in _shares(found) if (what := _what(share, since, kind))]
    told.sort(key=lambda pair: _is_optional(pair[0]))
    held = next((share for share, what in told if what == _HELD and _is_ours(share)), None)
    bought = _exactest([share for share, what in told if what == _BOUGHT])
    if bought is not None and (
        bought.passage.direct or held is None or kind is not Kind.STAKE or _is_held_before(held)
    ):
        return _term(bought, held)
    if held is not None and kind is Kind.STAKE:
        return _term(held, None)
    return _of_venture(found, by_name=True) or (held and _before_bid(held))


def _exactest(shares: list[_Share]) -> _Share | None:
    """The first of some shares, or of a headline's round number the one of the text: "over 10%", "10.28%"."""
    first = next(iter(shares), None)
    if first is None or first.passage.sentence.field == "text" or first.percent % 1:
        return first
    alike = (s for s in shares if s.passage.sentence.field == "text" and 0 < abs(s.percent - first.percent) < 1)
    return next(alike, first)


def _before_bid(held: _Share) -> Term | None:
    """What a bidder for the whole says it holds already."""
    owner = max((end, role) for end, role in _before(held)) if any(_before(held)) else None
    mine = owner is not None and owner[1] is Role.BUYER
    if not (mine and held.passage.direct and _is_held_before(held)):
        return None
    return Term({"stake_from": round(held.percent, 4)}, held.passage, held.start, held.end)


def _before(share: _Share) -> list[tuple[int, Role]]:
    """The parties that are named before a share."""
    return [(end, role) for _, end, role in share.passage.parties if end <= share.start]


def _beside(found: Sequence[Passage], since: int) -> Term | None:
    """The stake in a party that is bought beside another tie-up: "GM will take 7 percent of Peugeot"."""
    bought = (s for s in _shares(found) if _whose(s) and _is_acquired(s) and _what(s, since, Kind.STAKE) == _BOUGHT)
    first = next(bought, None)
    return first and _term(first, None)


def _is_acquired(share: _Share) -> bool:
    """True for a share that a verb of buying has."""
    return patterns()["share_verb"].search(share.before) is not None


def _is_held_before(share: _Share) -> bool:
    """True for what the buyer is said to hold already."""
    return _is_owned_by_buyer(share) or patterns()["share_already"].search(share.before) is not None


def _is_ours(share: _Share) -> bool:
    """True for what a party holds: in a sentence on the talk, or where it is said to hold it already."""
    return share.passage.direct or (
        not share.passage.foreign and bool(patterns()["share_already"].search(share.before))
    )


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
    """ "A 50-50 joint venture", "a 51-49 joint venture": the share that is told first."""
    for passage in found:
        if not (passage.direct or passage.named):
            continue
        halves, parts = (patterns()[name].search(passage.text) for name in ("halves", "shared_out"))
        percent = 50.0 if halves else _first_of(parts)
        match = halves or parts
        if match and percent and passage.is_of_talk(match.start()):
            return Term({"stake": percent, "stake_exactness": Exactness.EXACT}, passage, match.start(), match.end())
    return None


def _first_of(parts: re.Match[str] | None) -> float | None:
    """The first of two numbers that are a hundred together."""
    return float(parts[1]) if parts and int(parts[1]) + int(parts[2]) == _ALL else None


def _of_venture(found: Sequence[Passage], *, by_name: bool = False) -> Term | None:
    """ "Renault will own 51 percent of the venture", "51 percent owned by Renault": the first share that is told, with
    `by_name` only where it is called a venture."""
    known = patterns()
    named = [share for share in _shares(found) if not by_name and (share.passage.direct or share.passage.named)]
    theirs = (share for passage in found for share in _in_sentence(passage) if known["in_venture"].match(share.after))
    first = next((share for share in (*named, *theirs) if _is_of_venture(share)), None)
    return first and _term(first, None)


def _is_of_venture(share: _Share) -> bool:
    known, before, after = patterns(), share.before, share.after
    owned = known["owned_before"].search(before) and known["by_after"].match(after)
    owner = known["owned_after"].match(after) or owned
    if owner and share.passage.party_at(share.end + owner.end()):
        return True
    if known["no_share"].match(after) or known["share_kept"].search(before):
        return False
    of_it = known["venture_before"].search(before) and known["venture_after"].match(after)
    return bool(of_it or known["venture_held"].search(before))


def _shares(found: Sequence[Passage]) -> Iterator[_Share]:
    """All shares in sentences on the talk, of those that only point back where they name no other company, or two
    of the parties."""
    for passage in each([p for p in found if not p.foreign or p.names_both]):
        alone = not (passage.others or passage.strangers)
        if passage.direct or passage.sentence.index == 0 or alone or passage.names_both:
            yield from (s for s in _in_sentence(passage) if 0 < s.percent <= 100 and passage.is_of_talk(s.start))


def _in_sentence(passage: Passage) -> list[_Share]:
    return [_Share(passage, *told) for told in _in_text(passage.text)]


_Told = tuple[float, int, int, float | None, bool]


@lru_cache(maxsize=64)
def _in_text(text: str) -> tuple[_Told, ...]:
    """The shares in a text, each as a `_Share` has it; the last texts are kept, as more than one question is asked."""
    low = text.lower()
    numbers: list[_Told] = [
        (float(m[2] or m[1]), m.start(), m.end(), float(m[1]) if m[2] else None, False)
        for m in (_PERCENT.finditer(text) if any(sign in low for sign in _OF_HUNDRED) else ())
    ]
    pattern, worth = _fractions()
    words: list[_Told] = [
        (worth[word], m.start(), m.end(), None, True) for m in pattern.finditer(text) if (word := m[0].lower()) in worth
    ]
    return tuple(sorted(numbers + words, key=lambda told: told[1]))


@cache
def _fractions() -> tuple[Caseless, dict[str, float]]:
    worth = {word: float(percent) for word, percent in read("fractions.tsv", 2)}
    longest = sorted(worth, key=len, reverse=True)
    return Caseless(rf"\b(?:{'|'.join(longest)})(?=[ -](?:of|stake|share|interest|from)\b)"), worth


def _what(share: _Share, since: int, kind: Kind | None) -> str:
    """What a share is: one that changes hands, one that is held already, or something else, ""."""
    known, before, after = patterns(), share.before, share.after
    if _is_nothing(share) or _is_given(share) or _is_paid(share, kind) or is_past(before, after, since):
        return ""
    of_it, verb = known["share_after"].match(after), known["share_verb"].search(before)
    named = of_it or known["share_of"].match(after)
    if _is_risen(share) or (named and known["share_will"].search(before) and share.passage.named):
        return _BOUGHT
    if kind is Kind.ACQUISITION and any(known[name].search(before) for name in ("share_already", "share_built")):
        return _HELD if named else ""
    if named and known["share_reached"].search(before):
        return _BOUGHT if share.passage.direct or (share.passage.named and kind is Kind.STAKE) else ""
    if known["share_held"].search(before) and not verb:
        return _HELD if named else ""
    if known["share_is"].search(before) or _is_owned_by_buyer(share):
        return _HELD
    if known["share_to"].search(before) and not (of_it or verb or _is_sought(share)):
        return ""
    if share.passage.foreign and not (_is_sought(share) or (verb and known["share_held_by"].match(after))):
        return ""
    return _BOUGHT if _is_bought(share, of_it=bool(of_it), verb=bool(verb)) else ""


def _is_given(share: _Share) -> bool:
    """True for what a company gets that is no party: "a deal that would also give X a 16.5 percent stake"."""
    handed = (end for begin, end in share.passage.strangers if _GIVES.search(share.passage.text[:begin]))
    return any(_ARTICLE.fullmatch(share.passage.text[end : share.start]) for end in handed if end <= share.start)


_GIVES = re.compile(
    r"\b(?:giv(?:e|es|ing|en)|gave|leav(?:e|es|ing)|left|hand(?:s|ed|ing)?|sells?|sold|offers?) (?:the )?$"
)
_ARTICLE = re.compile(r" (?:with )?(?:an?|about|some|up to an?|roughly an?|nearly an?) ?")


def _is_owned_by_buyer(share: _Share) -> bool:
    """True for "currently 82 percent owned by" the buyer."""
    owned = patterns()["owned_after"].match(share.after)
    party = share.passage.party_at(share.end + owned.end()) if owned else None
    return party is not None and party[1] is Role.BUYER


def _is_optional(share: _Share) -> bool:
    """True for what may be bought later: "holds an option on a further 4 percent"."""
    return patterns()["share_option"].search(share.before) is not None


def _is_nothing(share: _Share) -> bool:
    """True for what is no share of a company, and for one that is kept, hangs on something, or that many hold."""
    known = patterns()
    no = ("premium", "share_kept", "share_if")
    if known["no_share"].match(share.after) or any(known[name].search(share.before) for name in no):
        return True
    if share.in_words and known["part_of_stake"].match(share.after):
        return True
    held = known["share_reached"].search(share.before) or known["share_will"].search(share.before)
    return held is not None and known["share_holders"].search(share.before) is not None


def _is_paid(share: _Share, kind: Kind | None) -> bool:
    """True for a stake in the buyer that the seller gets for what it sells, and for what a buyer has to sell again."""
    whose, besides = _whose(share), (patterns()[name] for name in ("share_issued", "share_remedy"))
    if kind in {Kind.ACQUISITION, Kind.MERGER} and any(one.search(share.before) for one in besides):
        return True
    paid = whose is not None and whose[1] is Role.BUYER and kind in {Kind.ACQUISITION, Kind.MERGER}
    return paid and patterns()["share_paid"].search(share.before) is not None


def _whose(share: _Share) -> tuple[int, Role] | None:
    """The party that a share is of, where its name ends and its role: "5 percent of Renault"."""
    of_it = patterns()["share_whose"].match(share.after)
    return share.passage.party_at(share.end + of_it.end()) if of_it else None


def _is_sought(share: _Share) -> bool:
    """True for a share of a party by name that is bought or offered for in a sentence that names the other one too:
    "Nissan's purchase of nearly 10 percent of Renault", not for one of its sales."""
    known, whose = patterns(), _whose(share)
    if whose is None or not share.passage.names_both or known["share_held"].search(share.before):
        return False
    if share.passage.is_strangers(share.start):
        return False
    then = share.passage.text[whose[0] : whose[0] + BESIDE]
    return known["share_sought"].search(share.before) is not None and not known["share_owned"].match(then)


def _is_risen(share: _Share) -> bool:
    """True for what a holding is raised to, and for what the buyer does not yet own."""
    known = patterns()
    if known["not_owned"].match(share.after):
        return True
    risen = known["share_risen"].search(share.before) or known["share_moved"].search(share.before)
    of_it = known["share_of_it"].match(share.after) is not None or not known["share_of"].match(share.after)
    return risen is not None and of_it and _is_of_party(share, risen.start())


def _is_of_party(share: _Share, first: int) -> bool:
    """True for a rise that is told where the talk was read, or of who is no target or has no name in its sentence, or
    of which a party is named from a character before the share on."""
    passage, at = share.passage, max(0, share.start - BESIDE) + first
    if passage.direct or patterns()["share_its"].match(passage.text):
        return True
    named = ((begin, role) for begin, end, role in passage.parties if end <= share.start)
    return any(at <= begin or role is not Role.TARGET for begin, role in named)


def _is_bought(share: _Share, *, of_it: bool, verb: bool) -> bool:
    """True for a share that a verb of buying or selling has, or (`of_it`) that is called a stake where it is told."""
    known, before, after = patterns(), share.before, share.after
    named = of_it or known["share_of"].match(after) is not None
    if (share.passage.direct and (of_it or (named and verb))) or _is_sought(share):
        return True
    rest = verb and known["share_rest"].search(before) is not None
    if rest and share.passage.named:
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
    """What was held before a rise "to 51 percent from 34 percent", or before more is bought."""
    known = patterns()
    rises = known["rises"].search(share.passage.text[: share.start])
    for other in _in_sentence(share.passage) if rises else ():
        if other.start != share.start and known["share_from"].search(other.before):
            return round(other.percent, 4)
    if before is None or before.percent + share.percent > _ALL + 1:
        return before.percent if before and rises and before.percent < share.percent else None
    more = known["share_more"].search(share.before) or known["not_owned"].match(share.after)
    return before.percent if rises or more or _is_held_before(before) else None


def _exactness(share: _Share) -> Exactness:
    if share.low is not None:
        return Exactness.UP_TO
    for name, meant in (("about", Exactness.ABOUT), ("up_to", Exactness.UP_TO), ("at_least", Exactness.AT_LEAST)):
        if patterns()[name].search(share.before):
            return meant
    return Exactness.EXACT
