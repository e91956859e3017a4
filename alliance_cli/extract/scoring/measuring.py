"""The features of a candidate, measured once its sentence has been read."""

from alliance_cli.extract.document import Candidate
from alliance_cli.extract.features import Features, Place
from alliance_cli.extract.spans import Sort

_LEADS = (Place.LEAD_0, Place.LEAD_1, Place.LEAD_2)


def place_of(candidate: Candidate) -> Place:
    """Where the sentence of a candidate stands."""
    sentence = candidate.view.sentence
    if sentence.headline:
        return Place.HEADLINE
    return _LEADS[sentence.index] if sentence.index < len(_LEADS) else Place.BODY


def features_of(candidate: Candidate) -> Features:
    """The features of a candidate."""
    view, parties = candidate.view, candidate.entities
    # groups that name a party of this candidate
    near = [group for group in view.groups() if not set(parties).isdisjoint(group.members)]
    gaps = (max(group.first - candidate.last, candidate.first - group.last, 0) for group in near)
    return Features(
        rule=candidate.rule,
        variant=candidate.variant,
        frame=candidate.cue.frame.name,
        place=place_of(candidate),
        sentence=f"{view.sentence.field}{view.sentence.index}",
        kind_given=candidate.cue.kind is not None,
        parties=len(parties),
        known=sum(bool(entity.company) for entity in parties),
        unknown=sum(entity.sort is Sort.UNKNOWN and not entity.company for entity in parties),
        distance=min(gaps, default=-1),
        pointed=any(group.anaphor for group in near),
        aside=view.depth[candidate.first] > 0,
    )
