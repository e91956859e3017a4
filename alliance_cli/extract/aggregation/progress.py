"""How far things got, by each word of a report that says so: named values for questions of status and stage."""

from collections.abc import Iterator
from typing import Final

from alliance_cli.extract.document import Document, SentenceView, TalkCandidate

_AROUND: Final = 14
"""How many words on either side of a cue may say how far it got."""
_WHOM: Final = ("of no party", "of one party", "of both parties")


def progress_told(document: Document, talk: TalkCandidate) -> frozenset[str]:
    """The named values of what all sentences say of progress, by how many of the parties they name, and near the cues.

    What is said of one party alone tells much: "shareholders of X voted for it", "Y has completed the purchase".
    """
    return frozenset((*_anywhere(document, talk), *_near(document, talk)))


def _anywhere(document: Document, talk: TalkCandidate) -> Iterator[str]:
    """ "agreed, of both parties, in the headline", "operating, of one party: the word completed"."""
    for view, steps in document.steps.items():
        if not steps:
            continue
        named = {mention.entity for mention in view.mention_at if mention is not None}
        whom, place = _WHOM[min(len(named & talk.parts.keys()), 2)], _place(view)
        for at, step in steps:
            yield f"{step}, {whom}, in the {place}"
            if whom != _WHOM[0]:
                yield f"{step}, {whom}: the word {view.words[at]}"


def _near(document: Document, talk: TalkCandidate) -> Iterator[str]:
    """ "plan before its cue in the opening", "agreed after its cue in the body"."""
    for candidate in talk.candidates:
        view, cue = candidate.view, candidate.first
        for at, step in document.steps.get(view, ()):
            if abs(at - cue) < _AROUND:
                side = "before" if at < cue else "after" if at > cue else "at"
                yield f"{step} {side} its cue in the {_place(view)}"


def _place(view: SentenceView) -> str:
    if view.sentence.headline:
        return "headline"
    return "body" if view.sentence.index else "opening"
