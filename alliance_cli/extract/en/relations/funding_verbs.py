"""Rounds of funding: who raises money, and from whom."""

from collections.abc import Iterator

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import topic_subject
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled, invested
from alliance_cli.extract.en.relations.trade_object import names_sum
from alliance_cli.extract.en.syntax.groups import list_from
from alliance_cli.extract.en.syntax.phrases import group_after, phrase_after
from alliance_cli.extract.en.syntax.roles import left_subject

_LEADER = 30
"""So many words after "raised" its round may be said to be led by somebody."""
_ROUND = 8
"""So many words from "led" stands what is led: "a $25 million Series C, led by", "led a $6 million investment"."""
_IN_WHOM = 9
"""So many words after "led the round" stands the company that it is for."""
_GIVER = 16
"""So many words after "raised" stands from whom: the sum and the round go between."""
_FROM = frozenset({"from"})
_FOR_IN = frozenset({"for", "in", "of"})


@RULES.rule(
    "raise",
    {
        "raises-round-led-by": "The startup Wefox raised $25 million in a round led by Mubadala.",
        "raises-from": "Wefox raised $25 million from Mubadala.",
    },
)
def raise_round(at: Trigger) -> Candidate | None:
    """ "X raised $25 million in a round led by Y": Y puts money into X."""
    view, _, i, last = at
    target = left_subject(view, i) or topic_subject(view, i) or view.raiser
    leader = next(_leaders(view, last), None)
    if target is None or len(target) > 1:
        return None
    if leader is None:
        return _raised_from(at, target)
    if LEX.rounds.isdisjoint(view.words[last : leader.first]):
        return None  # "raised its stake in a group led by Y"
    return filled(at, "raises-round-led-by", bought(leader, target), at.cue.kind)


def _raised_from(at: Trigger, target: NameGroup) -> Candidate | None:
    """ "X raised $25 million from Y", "X closed $3 million in seed funding from investors including Y and Z"."""
    view, _, _, last = at
    investor = group_after(view, last, _FROM, reach=_GIVER)
    if investor is None or investor is target or (investor.possessive and not _owns_named(view, investor)):
        return None
    between = view.words[last : investor.first]
    # "secured an order worth $371 million from Y", "raised its price target to HK$128 from HK$116"
    if at.cue.lemma not in LEX.plain_raises and LEX.rounds.isdisjoint(between):
        return None
    if not LEX.of_estimates.isdisjoint(between) or view.words[investor.last : investor.last + 1] == ["$"]:
        return None
    if LEX.sums.isdisjoint(between) or not LEX.borrowed.isdisjoint(between):
        return None  # "raised $2 billion in bonds from X" is debt
    more = [] if LEX.rounds.isdisjoint(view.words) else list_from(view, investor.last)
    given = [investor, *(group for group in more if set(target.members).isdisjoint(group.members))]
    return filled(at, "raises-from", invested(given, target), at.cue.kind)


def _owns_named(view: SentenceView, owner: NameGroup) -> bool:
    """True if what a name owns has a name too: "from Sequoia's Surge" is from Sequoia, "from X's users" is not."""
    return owner.last < len(view) and view.mention_at[owner.last] is not None


def _leaders(view: SentenceView, last: int) -> Iterator[NameGroup]:
    """Who stands after "led by" to the right of a verb."""
    for j in range(last, min(len(view) - 2, last + _LEADER)):
        if view.words[j] in LEX.round_verbs and view.words[j + 1] == "by":
            found = phrase_after(view, j + 2)
            if found is not None:
                yield found


@RULES.rule(
    "lead",
    {
        "leads-round": "Sequoia led the round in Wefox.",
        "round-led-by": "Klarna makes payments easy. The round was led by General Atlantic.",
    },
)
def lead_round(at: Trigger) -> Candidate | None:
    """ "Y led the round", "a $25 million Series C led by Y": Y puts money into the company named, or spoken of."""
    view, _, i, last = at
    if view.words[last : last + 1] == ["by"]:
        return _round_led_by(at)
    money = next((j for j in range(last, min(len(view), last + _ROUND)) if _is_round(view, last, j)), -1)
    named = [group for group in view.groups() if last <= group.first < money]
    if money < 0 or len(named) > 1 or any(not group.possessive for group in named):
        return None
    investor = left_subject(view, i) or _inverted(view, money)
    if investor is None:
        return None
    if named:
        return filled(at, "leads-round", _given(investor, named[0]), at.cue.kind)  # "leads Y's $42M round"
    after = group_after(view, money, _FOR_IN, reach=_IN_WHOM)
    target = after if after is not None and not after.possessive else view.raiser or view.topic
    return filled(at, "leads-round", _given(investor, target), at.cue.kind)


def _is_round(view: SentenceView, last: int, j: int) -> bool:
    """True if the word at `j` is what investors lead: a round, or an investment of a sum."""
    word = view.words[j]
    return word in LEX.rounds or (word in LEX.investment and names_sum(view, last, j))


def _inverted(view: SentenceView, money: int) -> NameGroup | None:
    """ "Leading the Series A round is Accel"."""
    at = next((j for j in range(money, min(len(view), money + 5)) if view.words[j] in LEX.be), -1)
    return phrase_after(view, at + 1) if at >= 0 else None


def _round_led_by(at: Trigger) -> Candidate | None:
    """ "X announced a $4 million Series A today led by Y", "Led by Y, the round will"."""
    view, _, i, last = at
    investor = phrase_after(view, last + 1) or next(list_from(view, last + 1), None)
    around = range(max(0, i - _ROUND), i) if i else range(last, min(len(view), last + _IN_WHOM))
    # "the funding was led by Y", but no "lending unit led by Y, whose financing"
    passive = i > 1 and view.words[i - 1] in LEX.be and view.words[i - 2] in LEX.rounds | LEX.investment
    money = i - 2 if passive else next((j for j in around if view.words[j] in LEX.stages_of_funding), -1)
    if investor is None or money < 0:
        return None
    return filled(
        at,
        "round-led-by",
        _given(investor, (left_subject(view, money) if i else None) or view.raiser or view.topic),
        at.cue.kind,
    )


def _given(investor: NameGroup, target: NameGroup | None) -> list[Part]:
    """Who puts money into whom, by a round that one of them leads; nobody, where the target cannot be told."""
    if target is None or len(target) > 1 or not set(target.members).isdisjoint(investor.members):
        return []
    return bought(investor, target)
