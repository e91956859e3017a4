"""Who is after what the report has for sale, in a sentence that need not name it: "X and Y are expected to bid"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, parts
from alliance_cli.extract.en.relations.suitors import is_of_all
from alliance_cli.extract.en.relations.trade_object import bid_parts
from alliance_cli.extract.en.syntax.groups import list_from
from alliance_cli.extract.en.syntax.phrases import group_after
from alliance_cli.extract.en.syntax.roles import is_passive, left_subject
from alliance_cli.models import Kind, Role

_OF: Final = frozenset({"of"})
_NO_ACT: Final = frozenset({"among", "of", "as"})
_SHOWN: Final = LEX.shows_interest
_FOR: Final = frozenset({"for", "of", "in"})
_DEFINITE: Final = frozenset({"the", "its", "it", "both"})
_STOPS_OBJECT: Final = LEX.stops | LEX.prepositions - {"of", "in", "at"} | {",", ";", ":", "from"}
_OBJECT: Final = 8
"""So many words after a verb say that it is of what was spoken of: "at least part of the unit"."""
_NOUN: Final = 4
"""So many words after "the" stands the noun: "the loss-making consumer unit"."""
_BIDDING: Final = "bidding"
_RACE: Final = next(cue for cue in LEX.nouns[_BIDDING] if cue.frame.name == "race")
"""The cue of who bids, for sentences without one of their own."""
_MADE_UP: Final = ["made", "up", "of"]
_BIDS_FOR: Final = frozenset({"for"})
_TO_ACT: Final = frozenset({"to", "will", "would", "may", "might", "could"})
_SAME: Final = LEX.one_firm | LEX.units | {"it", "them", "the", "all", "part"}
_MADE_BY: Final = frozenset({"from", "by"})
_SUM: Final = LEX.sums | (LEX.currencies - LEX.percent_starts)
_PRICE: Final = 4
"""So many words after a bid hold its price: "an offer of $62 a share", "raised its bid to about $1.5 billion"."""
_THING: Final = 6
"""So many words after "for" say whether it is what was spoken of."""
_ARE: Final = LEX.includes | LEX.including | LEX.listers | LEX.consists | {"are", "were", "is", "was"}
_ACT: Final = 4
"""So many words after a bid say what it is to do: "an offer last week to acquire the rest"."""
_AMONG: Final = 14
"""So many words before the cue say among whom some are: "are among those that have expressed interest"."""
_REACH: Final = 14
"""So many words on from a noun for bidders they are named: "for part or all of the business include X"."""
_MAKING: Final = 6
"""So many words before a bid say what is done with it: "have also submitted binding first-round bids"."""
_CLOSE: Final = 3
"""So many words before and after the cue and a name say that several bid as one."""
_GROUP: Final = 5
"""So many words before the first of several make them one group: "a group of funds, including X and Y"."""
_HEAD: Final = 8
"""So many words before a noun for those who bid say that some are "among" them, and so many after it, who."""


@RULES.rule(
    "bid buyer race stake",
    {
        "bids-for-what-is-sold": "Vodafone is selling its Spanish unit. Orange and Telefonica are expected to bid.",
        "in-race-for-what-is-sold": "Vodafone is selling its Spanish unit. Orange is taking part in the auction.",
        "listed-bidders": "Vodafone is selling its Spanish unit. Possible bidders include Orange and Telefonica.",
    },
    order=20,
)
def contender(at: Trigger) -> Candidate | None:
    """Those who bid, may bid or are in the race for what the report has for sale, each for itself."""
    view = at.view
    held = at.cue.frame.name == "stake" and _SHOWN.isdisjoint(view.words[max(0, at.first - _ACT) : at.first])
    sought = _sought(at)
    if held or not sought or not LEX.analysts.isdisjoint(view.words):
        return None  # "an interest in a mine" is a holding
    groups = _listed(at)
    rule = "listed-bidders"
    if not groups:
        rule = "in-race-for-what-is-sold" if at.cue.frame.name == "race" else "bids-for-what-is-sold"
        groups = _acting(at)
    wanted = {entity for entity, _ in sought}
    who = [part for group in groups for part in parts(group, Role.BUYER) if part[0] not in wanted]
    made = filled(at, rule, [*who, *sought], Kind.ACQUISITION) if who else None
    if made is not None:
        made.sure = True
        made.rivals = len(who) > 1 and not is_of_all(made) and not _joined(at, groups)
    return made


@RULES.rule("acquire", {}, order=20)
def buys_it(at: Trigger) -> Candidate | None:
    """Who is to buy what the report has for sale: "X is in talks to buy the unit", "is looking at buying it"."""
    view, _, i, last = at
    subject = left_subject(view, i) if view.sought and not is_passive(view, i) else None
    if subject is None or not all(entity.is_company for entity in subject.members):
        return None
    if subject.anaphor or subject.possessive or not _means_it(view, last):
        return None
    between = view.words[subject.last : i]
    wanted = {entity for entity, _ in view.sought}
    if not between or not wanted.isdisjoint(subject.members) or not LEX.analysts.isdisjoint(view.words):
        return None  # "X bought the unit in 2005"
    if not LEX.stops.isdisjoint(between) or not LEX.comment.isdisjoint(between):
        return None
    return filled(at, "bids-for-what-is-sold", parts(subject, Role.BUYER) + list(view.sought), Kind.ACQUISITION)


def named_apart(view: SentenceView) -> Iterator[Candidate]:
    """Those who want what the report has for sale, in a sentence whose cue, if it has one, says nothing of it."""
    yield from _groups_named(view)
    yield from _others_named(view)


def _groups_named(view: SentenceView) -> Iterator[Candidate]:
    """Groups that bid as one for what the report has for sale: "the group includes X", "a team made up of X".

    No cue stands in such a sentence but for the group itself.
    """
    if not view.sought:
        return
    wanted = {entity for entity, _ in view.sought}
    groups = [i for i, word in enumerate(view.words) if word in LEX.one_group and view.mention_at[i] is None]
    for i, after in pairwise([*groups, len(view)]):
        by_cue = view.words[i - 1 : i] == [_BIDDING]  # "a bidding group" is read at that word
        last = _whom_it_includes(view, i + 1) if not by_cue and not _is_told(view, i) else 0
        listed = [group for group in list_from(view, last) if group.last <= after] if last else []
        who = [part for group in listed for part in parts(group, Role.BUYER) if part[0] not in wanted]
        if len(who) > 1:
            parties = [*who, *view.sought]
            yield Candidate("listed-bidders", _RACE, view, i, last, parties, Kind.ACQUISITION, sure=True)


def _others_named(view: SentenceView) -> Iterator[Candidate]:
    """Who else is after what the report has for sale: "other chains that have been exploring a deal include X"."""
    includes = next((j for j, word in enumerate(view.words) if word in LEX.includes | LEX.including), -1)
    head = view.words[: max(0, includes)]
    if not view.sought or head[:1] == [] or head[0] not in LEX.others_named or LEX.looks_at.isdisjoint(head):
        return
    wanted = {entity for entity, _ in view.sought}
    listed = list_from(view, includes + 1)
    who = [part for group in listed for part in parts(group, Role.BUYER) if part[0] not in wanted]
    if who and not any(j in view.group_from for j in range(includes)):
        parties = [*who, *view.sought]
        yield Candidate(
            "listed-bidders", _RACE, view, 0, includes, parties, Kind.ACQUISITION, sure=True, rivals=len(who) > 1
        )


def _whom_it_includes(view: SentenceView, j: int) -> int:
    """Where those in a group are named: after "includes", "consisted of", "is made up of"; 0 for none."""
    words = view.words
    if words[j : j + 1] and (words[j] in LEX.includes or words[j] in LEX.including or words[j] in LEX.consists):
        return j + 1 + (words[j + 1 : j + 2] == ["of"])
    return j + 4 if words[j : j + 1] and words[j] in LEX.be and words[j + 1 : j + 4] == _MADE_UP else 0


def _is_told(view: SentenceView, i: int) -> bool:
    """True for the group of a bidder that was told: "X leads a group that bids for Y. The group includes Z"."""
    sought = {entity for entity, _ in view.sought}
    told = any(not sought.isdisjoint(entity for entity, _ in sold) for sold in view.wanted)
    return told and view.words[i - 1 : i] == ["the"]


def _means_it(view: SentenceView, last: int) -> bool:
    """True where "it", "the unit" or "at least some of its assets" follows a verb, and no name."""
    words = view.words[last : last + _OBJECT]
    the = next((j for j, word in enumerate(words) if word in _DEFINITE), -1)
    if the < 0 or not _STOPS_OBJECT.isdisjoint(words[:the]):
        return False
    end = last + the + 1
    if words[the] != "it":
        noun = next((j for j in range(end, min(len(view), end + _NOUN)) if view.words[j] in _SAME), -1)
        if noun < 0 or not _STOPS_OBJECT.isdisjoint(view.words[end:noun]):
            return False
        end = noun + 1
    return not any(j in view.group_from for j in range(last, min(len(view), end + 1)))


def _sought(at: Trigger) -> Sequence[Part]:
    """What they are after: what buyers are said to be "of", else what the report has for sale, if it is meant."""
    named = group_after(at.view, at.last, _OF, reach=_ACT) if at.cue.lemma in LEX.buyers_named else None
    if named is not None and len(named) == 1 and not named.anaphor:
        return bid_parts(at.view, named)
    if _for_something_else(at) or not at.view.sought:
        return _named_thing(at)
    return at.view.sought


def _named_thing(at: Trigger) -> list[Part]:
    """What several offers are said to be for: "suitors, including X and Y, are to submit bids for Z"."""
    if at.view.words[at.first] not in LEX.offers_of_several:
        return []
    named = group_after(at.view, at.last, _BIDS_FOR, reach=_HEAD)
    return bid_parts(at.view, named) if named is not None and len(named) == 1 and not named.anaphor else []


def _new_price(view: SentenceView, to: int) -> bool:
    """True where "to" leads to a price and to no act: "raised its offer to $62 a share"."""
    return not _SUM.isdisjoint(view.words[to : to + _PRICE])


def _joined(at: Trigger, groups: list[NameGroup]) -> bool:
    """True where words around the cue and before the first name make them one: "are preparing a joint bid"."""
    if not LEX.one_group.isdisjoint(at.view.words[at.last : at.last + 1]):
        return True  # "one bidding group"
    first = min(at.first, groups[0].first)
    last = max(at.last, groups[0].first if groups[0].first > at.first else 0)
    around = at.view.words[max(0, first - _CLOSE) : last + _CLOSE]
    before = at.view.words[max(0, groups[0].first - _GROUP) : groups[0].first]
    one = not LEX.one_group.isdisjoint(before) and LEX.marks_contests.isdisjoint(before)
    return one or not LEX.joins_bidders.isdisjoint(around)


def _for_something_else(at: Trigger) -> bool:
    """True where the words after the cue say that it is about another thing than what the report has for sale."""
    view, last = at.view, at.last
    after = view.words[last : last + 1]
    wanted = {entity for entity, _ in view.sought}
    if at.cue.lemma in LEX.interested and not (_ends(at) or _means_it(view, last)):
        return True  # "interested in the future of banking"
    to = next((j for j in range(last, min(len(view), last + _ACT)) if view.words[j] == "to"), 0)
    aims = to > 0 and view.words[to - 1] not in LEX.according and at.cue.lemma not in LEX.buyers_named | LEX.suitors
    priced = after[:1] == ["of"] and not _SUM.isdisjoint(view.words[last : last + _PRICE])
    if (after[:1] == ["of"] and not priced) or (aims and not _new_price(view, to)):
        return True  # "in a bid to cut costs", "an offer of a job"
    if after[:1] == ["for"] and _SAME.isdisjoint(view.words[last + 1 : last + _THING]):
        return not any(view.entity_at(j) in wanted for j in range(last, last + _HEAD))  # "a bid for a Spanish lender"
    named = group_after(view, last, _FOR, reach=_HEAD, stop=LEX.stops | _ARE)
    if named is not None and not _ARE.isdisjoint(view.words[last : named.first]):
        return False  # "bidders left in the ring included X"
    return named is not None and wanted.isdisjoint(named.members)


def _listed(at: Trigger) -> list[NameGroup]:
    """Those whom the noun leads on to: "bidders include X", "among those expected to bid are X", "bids came from X"."""
    view, _, i, last = at
    if view.words[i] in LEX.offers_of_several or at.cue.frame.name == "stake":
        maker = next((j for j in range(last, min(len(view), last + _HEAD)) if view.words[j] in _MADE_BY), -1)
        if maker >= 0 and LEX.stops.isdisjoint(view.words[last:maker]):
            return list(list_from(view, maker + 1))
    if at.cue.lemma in LEX.of_them:
        are = last + (view.words[last : last + 1] != [] and view.words[last] in _ARE)
        return list(list_from(view, are)) if view.bidders_before else []
    if not LEX.one_group.isdisjoint(view.words[max(0, i - _CLOSE) : i]):
        return []  # "the group of buyers included X"
    if not _of_several(at):
        return []
    wanted = {entity for entity, _ in view.sought}
    for j in range(last, min(len(view) - 1, last + _REACH)):
        group = view.group_from.get(j)
        if (group is not None and wanted.isdisjoint(group.members)) or view.words[j] in LEX.stops:
            return []
        if view.words[j] in _ARE:
            return list(list_from(view, j + 1))
    return []


def _of_several(at: Trigger) -> bool:
    """True where a cue stands for several who bid, of whom the names are to come."""
    view, _, i, last = at
    named = not LEX.who_bid.isdisjoint(view.words[i:last]) or at.cue.lemma in LEX.buyers_named
    group = not LEX.one_group.isdisjoint(view.words[last : last + 1])
    others = at.cue.lemma in LEX.interested and i > 0 and view.words[i - 1] not in LEX.be  # "others interested include"
    return named or others or group or at.cue.frame.name == "stake" or "among" in view.words[max(0, i - _HEAD) : i]


def _acting(at: Trigger) -> list[NameGroup]:
    """Who is said to bid, to be one of the bidders, or to take part in the race."""
    view, _, i, _ = at
    named = _named_as(at) or _beside(at)
    if named is not None:
        return [named]
    among = next((j for j in range(i - 1, max(0, i - _AMONG), -1) if view.words[j] == "among"), -1)
    counted = among > 0 and view.words[among - 1] in LEX.be
    subject = left_subject(view, among - 1 if counted else i)
    if subject is None or subject.anaphor or subject.possessive:
        return _examples_before(at)
    between = [view.words[j] for j in range(subject.last, i) if view.depth[j] == view.depth[subject.last - 1]]
    if not LEX.comment.isdisjoint(between):
        return []
    if counted and at.cue.frame.name == "stake" and not LEX.who_bid.isdisjoint(between):
        return []  # "are among the suitors who have shown interest" is read by the suitors
    if counted:
        return [subject]  # "are among those that have submitted bids"
    return [subject] if LEX.stops.isdisjoint(between) and _takes_part(at, between) else []


def _named_as(at: Trigger) -> NameGroup | None:
    """Who is told of as one of them: "identified X and Y as potential buyers"."""
    view, _, i, _ = at
    if at.cue.lemma not in LEX.suitors | LEX.buyers_named:
        return None
    as_ = next((j for j in range(i - 1, max(0, i - _CLOSE), -1) if view.words[j] == "as"), 0)
    return view.group_to.get(as_) if as_ else None


def _beside(at: Trigger) -> NameGroup | None:
    """Who is in the race beside those of the main clause: "with X and Y also in the running"."""
    view, _, i, _ = at
    j = i
    while j > 0 and view.words[j - 1] in LEX.beside_in_race:
        j -= 1
    group = view.group_to.get(j) if at.cue.lemma in LEX.places_in_race and j < i - 1 else None
    return group if group is not None and not group.possessive and not group.anaphor else None


def _examples_before(at: Trigger) -> list[NameGroup]:
    """Those who stand as examples of who bids: "several parties, including X and Y, are expected to submit bids"."""
    view, _, i, _ = at
    lister = next((j for j in range(i - 1, 0, -1) if view.words[j] in LEX.listers and view.depth[i] == 0), -1)
    if lister < 0:
        return []
    found = [group for group in list_from(view, lister + 1) if group.last < i]
    return found if found and _takes_part(at, view.words[found[-1].last : i]) else []


def _takes_part(at: Trigger, between: list[str]) -> bool:
    """True if the words between a subject and the cue make the one an actor of the other."""
    word = at.view.words[at.first]
    if at.cue.lemma in LEX.places_in_race:
        return between[-2:] in (["in", "the"], ["on", "the"]) or between[-1:] == ["in"]
    if at.cue.lemma in LEX.interested | LEX.suitors | LEX.buyers_named | LEX.plain_buyers:
        return _is_predicate(between)
    if at.cue.frame.name == "race":
        return at.cue.lemma in LEX.acts_in_race or not LEX.takes_part.isdisjoint(between)
    if word in LEX.offers_at:
        return between[-1:] in ([], ["has"], ["had"]) and _new_price(at.view, at.last) and _alone(at)
    if word in LEX.offering and between[-1:] == ["to"] and not LEX.determiners.isdisjoint(at.view.words[at.last :][:1]):
        return False  # "is preparing to offer an upgraded version"
    if word in LEX.bid:
        return between[-1:] != [] and (between[-1] in _TO_ACT or not LEX.makes_bids.isdisjoint(between))
    if at.cue.frame.name == "stake":
        return not (_SHOWN - LEX.draws).isdisjoint(between)
    return not LEX.makes_bids.isdisjoint(between[-_MAKING:])


def _ends(at: Trigger) -> bool:
    """True where nothing follows but who says so: "X is also interested, sources said"."""
    after = at.view.words[at.last : at.last + 1]
    return not after or after[0] in {",", ".", ";"} or after[0] in LEX.listers | _ARE


def _alone(at: Trigger) -> bool:
    """True where a sentence names one company beside what is wanted and those who are known to want it."""
    known = {entity for entity, _ in at.view.sought}.union(*at.view.wanted.values())
    others = {e for group in at.view.groups() for e in group.members if e.is_company and e not in known}
    return len(others) == 1


def _is_predicate(between: list[str]) -> bool:
    """True if words lead from a subject to what it is: "is a potential", "was seen as one", not "is talking to"."""
    be = next((j for j in range(len(between) - 1, -1, -1) if between[j] in LEX.be), -1)
    rest = between[be + 1 :]
    acts = any(word.endswith("ing") for word in rest[:1]) or not (LEX.prepositions - _NO_ACT).isdisjoint(rest)
    return be >= 0 and not acts and "no" not in rest
