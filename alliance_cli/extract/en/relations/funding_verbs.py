"""Rounds of funding: who raises money, and from whom."""

from collections.abc import Iterator

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.coreference.pronouns import topic_subject
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, bought, filled
from alliance_cli.extract.en.syntax.roles import group_after, left_subject, phrase_after

_LEADER = 30
"""So many words after "raised" its round may be said to be led by somebody."""
_IN_WHOM = 9
"""So many words after "led the round" stands the company that it is for."""
_FOR_IN = frozenset({"for", "in", "of"})


@RULES.rule(
    "raise",
    {
        "raises-round-led-by": "The startup Wefox raised $25 million in a round led by Mubadala.",
    },
)
def raise_round(at: Trigger) -> Candidate | None:
    """ "X raised $25 million in a round led by Y": Y puts money into X."""
    view, _, i, last = at
    target = left_subject(view, i) or topic_subject(view, i)
    leader = next(_leaders(view, last), None)
    if target is None or len(target) > 1:
        return None
    if leader is None or LEX.rounds.isdisjoint(view.words[last : leader.first]):
        return None  # "raised its stake in a group led by Y"
    made = filled(at, "raises-round-led-by", bought(leader, target), at.cue.kind)
    if made is not None and len(leader) > 1:
        made.rivals = True  # several who lead put in money each for himself
    return made


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
    """ "Y led the round", "the round was led by Y": Y puts money into the company named after it, or spoken of."""
    view, cue, i, last = at
    passive = cue.words[-1] == "by"
    investor = phrase_after(view, last) if passive else left_subject(view, i)
    if investor is None:
        return None
    after = group_after(view, investor.last if passive else last, _FOR_IN, reach=_IN_WHOM)
    target = after if after is not None and not after.possessive else view.topic
    if target is None or len(target) > 1 or target.members == investor.members:
        return None
    rule = "round-led-by" if passive else "leads-round"
    return filled(at, rule, bought(investor, target), cue.kind)
