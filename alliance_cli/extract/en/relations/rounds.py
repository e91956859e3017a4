"""A round of funding told in several sentences: who raises, who takes part beside those who lead, that it is one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from alliance_cli.extract.document import Candidate, NameGroup, SentenceView, Trigger
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.relations.registry import RULES, filled, invested
from alliance_cli.extract.en.syntax.groups import list_from
from alliance_cli.extract.en.syntax.phrases import group_after
from alliance_cli.extract.en.syntax.roles import left_subject
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind, Role

_FROM: Final = frozenset({"from", "of", "by"})
_GIVERS: Final = 8
"""So many words after "participation" stands from whom: "from several existing investors, including"."""
_NEAR: Final = 12
"""So many words around the cue tell of a round: "joined the company's $40 million Series C"."""
_SUM: Final = 6
"""So many words after a verb stands the sum that is raised: "raises another $150 million"."""
_ARE: Final = LEX.including | LEX.includes | LEX.listers | {"are", "were", "is", "was"}
_SHARE: Final = "participation"
_TAKER: Final = "investor"
FRAMES: Final = frozenset({"raise", "lead", "fund", "backer"})
"""Frames whose cues tell of rounds."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def raiser_in(triggers: Iterable[Trigger]) -> NameGroup | None:
    """The one company that a sentence says raises a sum of money: X of "X raises another $150M at a $2B valuation"."""
    for view, cue, i, last in triggers:
        if cue.frame.name == "raise" and not LEX.sums.isdisjoint(view.words[last : last + _SUM]):
            subject = left_subject(view, i)
            if subject is not None and len(subject) == 1 and not subject.possessive:
                return subject
    return None


@RULES.rule(
    "fund backer race",
    {
        "takes-part-in-round": "Wefox raised $25 million. Mubadala and Salesforce also participated in the round.",
        "round-has-part-of": "Wefox raised $25 million. The round included participation from Salesforce Ventures.",
    },
    order=30,
)
def participant(at: Trigger) -> Candidate | None:
    """Who takes part in a round of the company that raises it, beside those who lead: each puts money into it."""
    target = at.view.raiser
    if target is None or not _of_round(at):
        return None
    rule, investors = "round-has-part-of", _beside(target, _givers(at))
    if not investors:
        rule, investors = "takes-part-in-round", _beside(target, _subject(at))
    made = filled(at, rule, invested(investors, target), Kind.STAKE)
    if made is not None:
        made.sure = True
    return made


def _of_round(at: Trigger) -> bool:
    """True where the words around a cue speak of a round of funding."""
    around = at.view.words[max(0, at.first - _NEAR) : at.last + _NEAR]
    leads = not LEX.leads_rounds.isdisjoint(at.view.words[max(0, at.first - 1) : at.first])
    return at.cue.lemma == _SHARE or leads or not LEX.rounds.isdisjoint(around)


def _givers(at: Trigger) -> Iterator[NameGroup]:
    """Those from whom a part of the round comes: "participation from X and Y", "investors in the round include X"."""
    view, last = at.view, at.last
    listed = next((j for j in range(last, min(len(view) - 1, last + _GIVERS)) if view.words[j] in _ARE), -1)
    named = group_after(view, last, _FROM, reach=_GIVERS)
    if named is not None and (listed < 0 or named.first < listed):
        yield from list_from(view, named.first)
    elif listed >= 0 and at.cue.lemma == _TAKER and not any(last <= g.first < listed for g in view.groups()):
        yield from list_from(view, listed + 1)


def _subject(at: Trigger) -> list[NameGroup]:
    """Who is said to take part: "X and Y participated", "X was among the investors who took part in the round"."""
    subject = left_subject(at.view, at.first)
    return [] if subject is None or subject.anaphor else [subject]


def _beside(target: NameGroup, groups: Iterable[NameGroup]) -> list[NameGroup]:
    """Those of several groups that can give money to whoever raises it."""
    return [group for group in groups if not group.possessive and set(target.members).isdisjoint(group.members)]


def join_rounds(views: Sequence[SentenceView], candidates: Sequence[Candidate]) -> None:
    """Make the readings of one round one: the first of them has all who put money in, the others are told with it.

    A round that a sentence looks back at stays a tie-up of its own. What the headline says is raised is what the
    report is about, wherever it names the investors.
    """
    headed = {entity for view in views if view.sentence.headline and view.raiser for entity in view.raiser.members}
    first: dict[tuple[Entity, SentenceView | None], Candidate] = {}
    if all(LEX.rounds.isdisjoint(candidate.view.words) for candidate in candidates):
        return  # "the bank raised 4.5 billion pounds from two sovereign funds": each buys shares for itself
    for candidate in candidates:
        target = _raises(candidate)
        if target is None or candidate.dropped:
            continue
        candidate.rivals = False
        earlier = candidate.view if _looks_back(candidate.view) else None
        held = first.setdefault((target, earlier), candidate)
        if held is candidate:
            candidate.headlined = target in headed and earlier is None
            candidate.sure = candidate.sure or candidate.headlined
            continue
        known = set(held.entities)
        held.parts += [(entity, role) for entity, role in candidate.parts if entity not in known]
        candidate.dropped = "told with the rest of the round"


def _raises(candidate: Candidate) -> Entity | None:
    """Who raises the money in a reading of a round."""
    if not (candidate.cue.frame.name in FRAMES or candidate.rule in LEX.rules_of_rounds):
        return None
    targets = [entity for entity, role in candidate.parts if role is Role.TARGET]
    return targets[0] if len(targets) == 1 else None


def _looks_back(view: SentenceView) -> bool:
    """True for a sentence of what was before: "had raised $8 million in 2018", "of $40 million in total"."""
    return not LEX.looks_back.isdisjoint(view.words) or any(_YEAR.fullmatch(word) for word in view.words)
