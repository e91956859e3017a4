"""The sentences that speak of a talk without naming it again: "the deal", "no such talks"."""

from alliance_cli.extract.document import SentenceView, TalkCandidate
from alliance_cli.extract.en.factuality import endings
from alliance_cli.extract.en.lexicon import LEX


def by_a_stranger(view: SentenceView, i: int, talk: TalkCandidate) -> bool:
    """True where the subject of an ending is no party: "N drops bid, clearing way for D-E"."""
    subject = view.group_to.get(i)
    return subject is not None and endings.strangers(subject, talk.entities)


_EARLY = 4


def denies(view: SentenceView, talk: TalkCandidate) -> bool:
    """True if a sentence that names a party, and nobody else, speaks of a denial."""
    named = {entity for group in view.groups() for entity in group.members}
    if any(view.words[i : i + 2] == ["no", "such"] for i in range(len(view))):
        return view.sentence.index < _EARLY and (not named or bool(named & talk.entities))
    return bool(named & talk.entities) and bool(LEX.denials.intersection(view.words))


def points_back(view: SentenceView, talk: TalkCandidate) -> bool:
    """True if a sentence speaks of the deal without naming anyone outside it."""
    named = {entity for group in view.groups() for entity in group.members}
    if view.sentence.headline:
        return bool(named & talk.entities)
    if view.sentence.index > 5 or (named and not named & talk.entities):
        return False
    return not LEX.deal_words.isdisjoint(view.words)
