"""Which talks are told, and which of them a report is about."""

from typing import Final

from alliance_cli.extract.aggregation.clusters import LEAD
from alliance_cli.extract.document import Candidate, Document, TalkCandidate
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Entity, Sort
from alliance_cli.models import Kind
from alliance_cli.partial_dates import PartialDate

_PAIR: Final = 2
"""How many companies the sentence before may name for a reading to point back to them."""
_PAST: Final = 45
"""So many days after a deed it is no news any more."""
_NEAR_LEAD: Final = 4
"""The last sentence near the lead."""


def select(talks: list[TalkCandidate], headline: frozenset[Entity], scorer: Scorer) -> list[TalkCandidate]:
    """Say of each talk whether it is kept, and of the kept ones which the report is about.

    `headline` holds the companies of a headline that speaks of a tie-up.
    """
    least = scorer.thresholds
    for talk in talks:
        talk.main = talk.main or len(talk.entities & headline) > 1
    mains = [talk for talk in talks if talk.main]
    top = max((talk.score for talk in mains), default=0.0)
    for talk in talks:
        heads = talk.score == top and any(candidate.view.sentence.headline for candidate in talk.candidates)
        if not _has_parties(talk, least.unknown_heads if heads else least.unknown_parties):
            talk.dropped = "fewer than two companies"
        elif not any(_names_two(candidate, scorer) for candidate in talk.candidates):
            talk.dropped = "only pointed at, never named together"
        elif not talk.main and _too_faint(talk):
            talk.dropped = "background with a name known only from context"
        elif talk.main and talk.score < min(least.main_least, least.main_share * top):
            talk.main = False
    # Only now is it known which talks are main: one that is too weak to lead may still be background.
    for talk in talks:
        if not talk.dropped and talk.score < least.background:
            talk.dropped = f"weak {'talk' if talk.main else 'background'} ({talk.score:.2f})"
    _drop_subsets(talks, scorer)
    return [talk for talk in talks if not talk.dropped]


def is_history(document: Document, talk: TalkCandidate, when: PartialDate | None) -> bool:
    """True for a talk of the lead that no headline tells of, and that the report is not about.

    Either it happened some while ago (`when`, None where that is not said) beside a headline on other things, or it
    stands in asides that only say who somebody is: "Norvik, which bought Tarn, will close a plant".
    """
    if len(talk.entities & document.headline) > 1 or any(c.view.sentence.headline for c in talk.candidates):
        return False
    day = document.day if document.title else None
    past = when is not None and day is not None and (day - when.end).days > _PAST
    leading = [candidate for candidate in talk.candidates if candidate.view.sentence.index < LEAD]
    return past or (bool(leading) and all(_in_aside(candidate) for candidate in leading))


def _in_aside(candidate: Candidate) -> bool:
    """True for a reading of an aside, unless the clause around names both: "A and B, which are to merge, rose"."""
    view = candidate.view
    around = {e for group in view.groups() if not view.depth[group.first] for e in group.members}
    return view.depth[candidate.first] > 0 and len(around.intersection(candidate.entities)) < _PAIR


def _too_faint(talk: TalkCandidate) -> bool:
    """True for history with a name known only from context, unless that is named again or stands near the lead."""
    first = min(a.view.sentence.index for a in talk.candidates)
    unknown = [entity for entity in talk.parts if entity.sort is Sort.UNKNOWN and not entity.company]
    return bool(unknown) and (first > _NEAR_LEAD or any(len(entity.mentions) == 1 for entity in unknown))


def _has_parties(talk: TalkCandidate, least: float) -> bool:
    """True for two companies, one of them known, or both named in what weighs at least so much."""
    if len(talk.parts) < 2:
        return False
    sure = [entity for entity in talk.parts if entity.sort is Sort.COMPANY or entity.company]
    return bool(sure) or talk.score >= least


def _drop_subsets(talks: list[TalkCandidate], scorer: Scorer) -> None:
    """A weaker talk of the same family whose companies all lie within another's adds nothing."""
    kept = sorted((talk for talk in talks if not talk.dropped), key=lambda talk: -talk.score)
    for i, talk in enumerate(kept):
        for other in kept[:i]:
            if other.dropped or talk.dropped or not talk.entities <= other.entities:
                continue
            if talk.family in (other.family, None):
                talk.dropped = "part of another talk"
            elif _is_side(talk, other, scorer):
                talk.dropped = "a side of another talk"


def _is_side(talk: TalkCandidate, other: TalkCandidate, scorer: Scorer) -> bool:
    """True for a much weaker talk that is no news of its own: neither over nor plainly told in the lead.

    "A, B and C signed an alliance. A merger of A and B was called off in 2019" tells of an end that is its own.
    """
    if talk.score >= scorer.thresholds.side_share * other.score or any(a.over for a in talk.candidates):
        return False
    return not any(_said_in_lead(candidate, scorer) for candidate in talk.candidates)


def _said_in_lead(candidate: Candidate, scorer: Scorer) -> bool:
    """True if the lead plainly says this of its own: "X will buy a fifth of Y and build cars with it"."""
    if candidate.view.sentence.index >= LEAD or candidate.kind in (None, Kind.COOPERATION):
        return False
    return scorer.candidate(candidate.features) >= scorer.thresholds.plainly


def _names_two(candidate: Candidate, scorer: Scorer) -> bool:
    """True if two of the companies are named in the words of a reading, or in the sentence right before."""
    if candidate.sure:
        return True
    named = {e for group in candidate.view.groups() if not group.anaphor for e in group.members}
    recent = candidate.view.recent
    before = 0 < len(recent) <= _PAIR and named.union(recent).issuperset(candidate.entities)
    if before and scorer.candidate(candidate.features) >= scorer.thresholds.pointed:
        return True
    if len(named.intersection(candidate.entities)) < 2:
        return False
    pointed = {e for group in candidate.view.groups() if group.anaphor for e in group.members}
    everyone = pointed.issuperset(candidate.entities) and not candidate.view.sentence.headline
    return not (everyone and _points_before_cue(candidate))


def _points_before_cue(candidate: Candidate) -> bool:
    """True if a pointing word stands for the companies before the cue: "the two formed an alliance".

    In "X and Y formed an alliance, the two said" the names themselves do.
    """
    near = [g for g in candidate.view.groups() if g.last <= candidate.first]
    return bool(near) and bool(near[-1].anaphor) and set(candidate.entities) == set(near[-1].members)
