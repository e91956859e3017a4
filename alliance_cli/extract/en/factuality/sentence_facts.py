"""What the sentences of a report say of a talk: denied, ended, hedged, how far, and in whose voice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from alliance_cli.extract.document import Candidate, Document, SentenceFacts, SentenceView, SpeechEvent, TalkCandidate
from alliance_cli.extract.en.factuality import modality
from alliance_cli.extract.en.factuality.back_reference import by_a_stranger, denies, points_back
from alliance_cli.extract.en.factuality.negation import read_doubts
from alliance_cli.extract.en.factuality.stage import progress
from alliance_cli.extract.en.factuality.superseding import followed_up
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.scoring.measuring import place_of
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Sort
from alliance_cli.models import Kind, Stage

_DENIAL: Final = 0.5
"""What a sentence weighs that only denies."""
_NEAR_LEAD: Final = 3
"""How many sentences are near the lead."""


Held = dict[SentenceView, list[Candidate]]
"""Readings by the sentence that they were made of."""


def facts_of(document: Document, talk: TalkCandidate, scorer: Scorer) -> Iterator[SentenceFacts]:
    """What is said by the sentences that a talk was read from, and by those that only point back to it."""
    own: Held = {candidate.view: [] for candidate in talk.candidates}
    others: Held = {view: [] for view in own}
    _put(own, [talk])
    _put(others, (other for other in document.talks if other is not talk))
    # "The deal" of a sentence that another talk was read from is that one.
    taken = {a.view for other in document.kept if other is not talk for a in other.candidates} if talk.main else set()
    for place, view in enumerate(document.views):
        voices, mine = document.said[view], own.get(view)
        if mine:
            facts = _facts(_new(view, scorer.place(place_of(mine[0])), voices, mine), mine, others[view])
            if facts.ended and followed_up(view, next(iter(document.views[place + 1 : place + 2]), None)):
                facts.ended, facts.ended_at, facts.stage = False, -1, Stage.AGREED
            yield facts
        elif talk.main and denies(view, talk):
            yield _facts(_new(view, _DENIAL, voices, [], direct=False), [])
        elif talk.main and view not in taken and points_back(view, talk):
            # A headline tells of the talk that its report is about, whether it names both parties or not.
            headline = view.sentence.headline
            facts = _facts(_new(view, _pointing_weight(view), voices, [], direct=headline), [])
            facts.ended = facts.ended and not by_a_stranger(view, facts.ended_at, talk)
            yield facts


def _put(held: Held, talks: Iterable[TalkCandidate]) -> None:
    """Put to these sentences the readings of talks that were made of them."""
    for talk in talks:
        for candidate in talk.candidates:
            if candidate.view in held:
                held[candidate.view].append(candidate)


def _pointing_weight(view: SentenceView) -> float:
    """What a sentence weighs that only points back to a talk: a headline most, one far from the lead least."""
    if view.sentence.headline:
        return 3.0
    return 1.0 if view.sentence.index < _NEAR_LEAD else 0.5


def _new(
    view: SentenceView,
    weight: float,
    voices: list[SpeechEvent],
    candidates: list[Candidate],
    *,
    direct: bool = True,
) -> SentenceFacts:
    """The facts of a sentence before its words are asked: where it is read from, who speaks, what it weighs."""
    at = candidates[0].first if candidates else _noun_at(view)
    return SentenceFacts(view, weight, voices, direct, at, asserted=bool(candidates))


def _facts(facts: SentenceFacts, candidates: list[Candidate], others: Sequence[Candidate] = ()) -> SentenceFacts:
    """What a sentence says of a talk, given the readings it makes of it; `others` are its readings of other talks."""
    view = facts.view
    _read_mood(facts, candidates)
    read_doubts(facts, candidates, others)
    facts.ended = facts.ended or any(candidate.ended for candidate in candidates)
    if candidates and all(modality.dated(view, one.first) and _is_deed(view, one) for one in candidates):
        _take_for_history(facts)
    return facts


def _is_deed(view: SentenceView, candidate: Candidate) -> bool:
    """True for a takeover or a merger, which are over once they are made; a merger agreement can be terminated."""
    last = candidate.first + len(candidate.cue.words)
    if not LEX.contracts.isdisjoint(view.words[last - 1 : last + 1]):
        return False
    return candidate.cue.frame.takeover or candidate.kind is Kind.MERGER


def _take_for_history(facts: SentenceFacts) -> None:
    """Say of a deed that has its year with it that it is done, whatever a sentence tells beside, in whose words ever.

    "Speculation has grown since Delta's 2008 purchase of Northwest, people close to it said."
    """
    facts.stage, facts.planned, facts.voices = Stage.OPERATING, "", []
    facts.factual = facts.settled = True
    facts.hedged = facts.hypothetical = facts.open = facts.negated = facts.ended = False
    facts.ended_at = -1


def _read_mood(facts: SentenceFacts, candidates: list[Candidate]) -> None:
    """Whether the deed is told as done, hedged or granted, and how far it got."""
    view = facts.view
    around = modality.around(view, candidates, facts.at)
    done = not LEX.facts.isdisjoint(around)
    unsure = not LEX.hedges.isdisjoint(around)
    facts.hedged = unsure or (not done and modality.indefinite(view, candidates))
    if facts.hedged and modality.done(view, candidates):
        facts.hedged, done = False, True  # "signed a deal that could create a rival": what is signed is done
    far = progress(view, candidates, facts.at)
    facts.stage, facts.planned = far.stage, far.planned
    facts.awaiting = not LEX.of_approval.isdisjoint(view.words)
    facts.renewed = not LEX.renewals.isdisjoint(around)
    facts.factual = done and not facts.hedged
    facts.settled = modality.known_by(view, candidates) or (not facts.hedged and modality.settled(view, candidates))
    facts.fancy = modality.fancied(view, facts.at)
    facts.open = not LEX.words_of_possibility.isdisjoint(view.words) and not modality.put_to_rest(view.words)
    facts.attributed = _attributed(view)


def _attributed(view: SentenceView) -> bool:
    """True if a verb of saying, an insider or an outlet stands in the sentence."""
    if not LEX.insiders.isdisjoint(view.words) or not LEX.reporting.isdisjoint(view.words):
        return True
    return any(mention is not None and mention.entity.sort is Sort.OUTLET for mention in view.mention_at)


def _noun_at(view: SentenceView) -> int:
    """Where "the deal" or another noun for a tie-up stands, -1 without one."""
    nouns = LEX.nouns
    return next((i for i, word in enumerate(view.words) if word in nouns), -1)
