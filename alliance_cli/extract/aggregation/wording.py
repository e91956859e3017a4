"""The words around the cues of a talk, without names and figures: named values for questions of status and stage."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from alliance_cli.extract.aggregation.leading import leads
from alliance_cli.extract.document import SentenceFacts, SentenceView, TalkCandidate, Verdict

_AROUND: Final = 6
"""How many words on either side of a cue may speak for a status or a stage."""
_PARTY: Final = "a party"
_NAME: Final = "a name"
_FIGURE: Final = "a figure"
PAIR: Final = " + "
"""What joins the words of a pair."""


def wording(talk: TalkCandidate, verdict: Verdict) -> frozenset[str]:
    """The words near the cues in the sentences that lead, and the pairs of words near the cues of all readings."""
    return frozenset((*_words(verdict), *_pairs(talk)))


def _words(verdict: Verdict) -> Iterator[str]:
    for fact in verdict.facts:
        if fact.direct and (fact.headline or leads(fact)):
            place = "headline" if fact.headline else "lead"
            yield from (f"{place}: the word {word}" for word in _around(fact))


def _around(fact: SentenceFacts) -> Iterator[str]:
    view = fact.view
    for i in range(max(0, fact.at - _AROUND), min(len(view), fact.at + _AROUND + 1) if fact.at >= 0 else 0):
        if view.mention_at[i] is None and view.words[i][:1].isalpha():
            yield view.words[i]


def _pairs(talk: TalkCandidate) -> Iterator[str]:
    """ "near its cue: agreed + to", "near its cue: buy + a party"."""
    read: dict[SentenceView, tuple[Sequence[str], Sequence[int]]] = {}
    for candidate in talk.candidates:
        view = candidate.view
        signs, places = read[view] if view in read else read.setdefault(view, _signs(view, talk))
        at = places[candidate.first]
        near = signs[max(0, at - _AROUND) : at + _AROUND + 1]
        yield from [f"near its cue: {one}{PAIR}{other}" for one, other in pairwise(near)]


def _signs(view: SentenceView, talk: TalkCandidate) -> tuple[list[str], list[int]]:
    """The words of a sentence, with one sign for each name and figure, and for each word the place of its sign."""
    found: list[str] = []
    places: list[int] = []
    before = None
    for word, mention in zip(view.words, view.mention_at, strict=True):
        if mention is None:
            found.append(_FIGURE if word[:1].isdigit() else word)
        elif mention is not before:
            found.append(_PARTY if mention.entity in talk.parts else _NAME)
        before = mention
        places.append(len(found) - 1)
    return found, places
