"""How far a talk got, by what its sentences say."""

from collections.abc import Sequence
from typing import Final

from alliance_cli.extract.aggregation.leading import leads
from alliance_cli.extract.document import SentenceFacts, TalkCandidate
from alliance_cli.models import Kind, Stage, Status


def stage_of(talk: TalkCandidate, facts: Sequence[SentenceFacts], status: Status) -> Stage:
    """How far a talk got: by the weightiest sentence that says how far, and where none does, the usual.

    Rumours are usually of talks, news of deals, and what is told in passing of ties that are there. A bid that
    authorities have before them is made, and so is what a headline says is, whatever the lead hedges of it.
    """
    stage = _told(talk, facts, status)
    leading = [fact for fact in facts if fact.direct and leads(fact)]
    if status is not Status.CONFIRMED or stage not in (Stage.EXPLORING, Stage.TALKS):
        return stage
    if stage is Stage.TALKS and any(fact.awaiting for fact in leading):
        return Stage.AGREED
    return Stage.AGREED if any(fact.headline and fact.stage in _MADE for fact in leading) else stage


_OPENING: Final = 3
"""So many sentences may tell of what was signed that it is a memorandum."""
_MADE: Final = (Stage.AGREED, Stage.OPERATING)


def _told(talk: TalkCandidate, facts: Sequence[SentenceFacts], status: Status) -> Stage:
    """How far by what sentences say, each for itself."""
    order = sorted(facts, key=lambda fact: (not fact.asserted, fact.headline, -fact.weight))
    first = next((fact for fact in order if fact.stage is not None or fact.planned), None)
    said = {fact.stage for fact in facts if fact.asserted}
    if (first is None or first.planned or first.headline) and any(fact.stage is Stage.MOU for fact in facts):
        return Stage.MOU
    if first is not None and first.headline and status is Status.RUMOURED:
        # The text tones a headline down: "to reveal ferry venture" is "near announcing" in the first sentence.
        first = next((fact for fact in facts if _opens(fact) and fact.stage in (Stage.TALKS, Stage.EXPLORING)), first)
    if first is not None and first.stage is not None:
        if first.stage is Stage.AGREED and any(_opens_with_a_memorandum(fact) for fact in facts):
            return Stage.MOU
        return Stage.TALKS if first.stage is Stage.EXPLORING and Stage.TALKS in said else first.stage
    if first is not None:  # "plans to", "would": as sure as the talk itself
        meant = Stage.EXPLORING if first.planned == "plan" else Stage.TALKS
        return Stage.AGREED if status is Status.CONFIRMED else meant
    if _is_held(talk) or (not talk.main and _exists(talk)):
        return Stage.OPERATING  # whoever tells of it, and whatever may become of it
    if _is_race(talk) or status is Status.RUMOURED or any(fact.hedged for fact in facts if fact.asserted):
        return Stage.TALKS
    return Stage.AGREED if talk.main and not _exists(talk) else Stage.OPERATING


def _opens(fact: SentenceFacts) -> bool:
    """True for what the first sentence of the text says."""
    return fact.view.sentence.index == 0 and not fact.headline


def _opens_with_a_memorandum(fact: SentenceFacts) -> bool:
    """True for the second sentence of "signed a deal. X signed the memorandum on Monday"."""
    return fact.asserted and fact.stage is Stage.MOU and fact.view.sentence.index < _OPENING


def _exists(talk: TalkCandidate) -> bool:
    """True if the talk is only named, as something that is there: "the A-B venture", "its partner B"."""
    return all(a.cue.frame.bond and a.kind is not Kind.MERGER for a in talk.candidates)


def _is_held(talk: TalkCandidate) -> bool:
    """True if no more is told than that there is a holding: "its stake in B"."""
    frames = [a.cue.frame for a in talk.candidates if a.kind is Kind.STAKE]
    nouns = [frame for frame in frames if not (frame.verb or frame.deal or frame.offer)]
    return len(nouns) == len(talk.candidates)


def _is_race(talk: TalkCandidate) -> bool:
    """True if no more is told than who is among the bidders."""
    return all(a.cue.frame.offer and a.cue.frame.vague for a in talk.candidates)
