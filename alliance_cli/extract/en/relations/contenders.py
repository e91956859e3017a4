"""Who is after what the report has for sale, in a sentence that need not name it: "X and Y are expected to bid"."""

from collections.abc import Iterator
from typing import Final

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, parts
from alliance_cli.extract.en.syntax.roles import group_after, left_subject
from alliance_cli.models import Kind, Role

_FOR: Final = frozenset({"for", "of", "in"})
_TO_ACT: Final = frozenset({"to", "will", "would", "may", "might", "could"})
_SAME: Final = LEX.one_firm | LEX.units | {"it", "the", "all", "part"}
_THING: Final = 6
"""So many words after "for" say whether it is what was spoken of."""
_ARE: Final = LEX.includes | LEX.including | {"are", "were", "is", "was"}
_ACT: Final = 4
"""So many words after a bid say what it is to do: "an offer last week to acquire the rest"."""
_GAP: Final = 9
"""So many words part a name of a list from the next: ", the Canadian pension fund X"."""
_LIST_ENDS: Final = LEX.stops | LEX.auxiliaries | {";", ":"}
_CLOSE: Final = 3
"""So many words before and after the cue and a name say that several bid as one."""
_HEAD: Final = 8
"""So many words before a noun for those who bid say that some are "among" them, and so many after it, who."""


@RULES.rule(
    "bid race",
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
    if not view.sought or not LEX.analysts.isdisjoint(view.words) or _for_something_else(at):
        return None
    groups = _listed(at)
    rule = "listed-bidders"
    if not groups:
        rule = "in-race-for-what-is-sold" if at.cue.frame.name == "race" else "bids-for-what-is-sold"
        groups = [group for group in (_acting(at),) if group is not None]
    wanted = {entity for entity, _ in view.sought}
    who = [part for group in groups for part in parts(group, Role.BUYER) if part[0] not in wanted]
    made = filled(at, rule, [*who, *view.sought], Kind.ACQUISITION) if who else None
    if made is not None:
        made.sure = True
        made.rivals = len(who) > 1 and not _joined(at, groups)
    return made


def _joined(at: Trigger, groups: list[NameGroup]) -> bool:
    """True where words around the cue and before the first name make them one: "are preparing a joint bid"."""
    first = min(at.first, groups[0].first)
    last = max(at.last, groups[0].first if groups[0].first > at.first else 0)
    around = at.view.words[max(0, first - _CLOSE) : last + _CLOSE]
    return not LEX.joins_bidders.isdisjoint(around)


def _for_something_else(at: Trigger) -> bool:
    """True where the words after the cue say that it is about another thing than what the report has for sale."""
    view, last = at.view, at.last
    after = view.words[last : last + 1]
    wanted = {entity for entity, _ in view.sought}
    if after[:1] == ["of"] or "to" in view.words[last : last + _ACT]:
        return True  # "in a bid to cut costs", "an offer of a job"
    if after[:1] == ["for"] and _SAME.isdisjoint(view.words[last + 1 : last + _THING]):
        return not any(view.entity_at(j) in wanted for j in range(last, last + _HEAD))  # "a bid for a Spanish lender"
    named = group_after(view, last, _FOR, reach=_HEAD, stop=LEX.stops | _ARE)
    return named is not None and wanted.isdisjoint(named.members)


def _listed(at: Trigger) -> list[NameGroup]:
    """Those whom the noun leads on to: "bidders include X", "among those expected to bid are X", "bids came from X"."""
    view, _, i, last = at
    if view.words[i] in LEX.offers_of_several:
        maker = next((j for j in range(last, min(len(view), last + _HEAD)) if view.words[j] == "from"), -1)
        if maker >= 0 and LEX.stops.isdisjoint(view.words[last:maker]):
            return list(_list_from(view, maker + 1))
    if at.cue.lemma in LEX.of_them:
        are = last + (view.words[last : last + 1] != [] and view.words[last] in _ARE)
        return list(_list_from(view, are)) if view.bidders_before else []
    several = not LEX.who_bid.isdisjoint(view.words[i:last]) or at.cue.lemma in LEX.buyers_named
    if not LEX.one_group.isdisjoint(view.words[max(0, i - _CLOSE) : i]):
        return []  # "the group of buyers included X"
    if not several and "among" not in view.words[max(0, i - _HEAD) : i]:
        return []
    for j in range(last, min(len(view) - 1, last + _HEAD)):
        if j in view.group_from or view.words[j] in LEX.stops:
            return []
        if view.words[j] in _ARE:
            return list(_list_from(view, j + 1))
    return []


def _list_from(view: SentenceView, j: int) -> Iterator[NameGroup]:
    """The names that begin at `j`, up to a verb or a clause of its own, or to where no more of them follow."""
    last = j
    while j < len(view) and j <= last + _GAP and view.words[j] not in _LIST_ENDS:
        group = view.group_from.get(j)
        if group is not None:
            yield group
            last = group.last
        j = j + 1 if group is None else group.last


def _acting(at: Trigger) -> NameGroup | None:
    """Who is said to bid, to be one of the bidders, or to take part in the race."""
    view, _, i, _ = at
    subject = left_subject(view, i)
    if subject is None or subject.anaphor or subject.possessive:
        return None
    between = view.words[subject.last : i]
    if not LEX.comment.isdisjoint(between) or not LEX.stops.isdisjoint(between):
        return None
    return subject if _takes_part(at, between) else None


def _takes_part(at: Trigger, between: list[str]) -> bool:
    """True if the words between a subject and the cue make the one an actor of the other."""
    word = at.view.words[at.first]
    if at.cue.lemma in LEX.places_in_race:
        return between[-2:] == ["in", "the"]
    if at.cue.frame.name == "race":
        return at.cue.lemma in LEX.acts_in_race or not LEX.takes_part.isdisjoint(between)
    if at.cue.lemma in LEX.suitors:
        return not LEX.be.isdisjoint(between) and "no" not in between
    if word in LEX.bid:
        return between[-1:] != [] and (between[-1] in _TO_ACT or not LEX.makes_bids.isdisjoint(between))
    return not LEX.makes_bids.isdisjoint(between)
