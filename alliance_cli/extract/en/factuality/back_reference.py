"""The sentences that speak of a talk without naming it again: "the deal", "no such talks"."""

from typing import Final

from alliance_cli.extract.document import SentenceView, TalkCandidate
from alliance_cli.extract.en.factuality import endings
from alliance_cli.extract.en.lexicon import LEX

_EARLY: Final = 4
"""How many sentences of a text may deny its talk by a bare "no such talks"."""
_POINTING: Final = 5
"""The last sentence in which "the deal" is taken for the one that the report is about."""


def by_a_stranger(view: SentenceView, i: int, talk: TalkCandidate) -> bool:
    """True where the subject of an ending is no party: "N drops bid, clearing way for D-E"."""
    subject = view.group_to.get(i)
    return subject is not None and endings.strangers(subject, talk.entities)


def denies(view: SentenceView, talk: TalkCandidate) -> bool:
    """True if a sentence denies a talk that it does not name: it names a party and has a word of denial.

    "No such talks" denies also where nobody is named, but only near the lead.
    """
    named = {entity for group in view.groups() for entity in group.members}
    if "such" in view.words and any(view.words[i : i + 2] == ["no", "such"] for i in range(len(view))):
        return view.sentence.index < _EARLY and (not named or bool(named & talk.entities))
    return bool(named & talk.entities) and bool(LEX.denials.intersection(view.words))


def points_back(view: SentenceView, talk: TalkCandidate) -> bool:
    """True if a sentence speaks of a talk as "the deal", by the names of its parties or without names.

    A headline does wherever it names a party: it is of what the report is about.
    """
    named = {entity for group in view.groups() for entity in group.members}
    if view.sentence.headline:
        return bool(named & talk.entities)
    if view.sentence.index > _POINTING or (named and not named & talk.entities):
        return False
    return not LEX.deal_words.isdisjoint(view.words)
