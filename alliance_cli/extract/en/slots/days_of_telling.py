"""Days on which somebody spoke: "sources said on Friday" dates their words, not what they tell of."""

from typing import Final

from alliance_cli.dates import prose
from alliance_cli.extract.document import Document, SentenceView, SpeechEvent, Voice
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.slots.clause_dates import words_of

_BETWEEN: Final = LEX.prepositions | LEX.adverbs_of_time | frozenset({",", "the", "this"})
"""What stands between a date and the word it goes with."""
_HEARSAY: Final = frozenset({Voice.ANONYMOUS, Voice.OUTLET})


def word_beside(view: SentenceView, first: int) -> int:
    """The word that a date goes with which begins at the word `first`, -1 for none."""
    at = first - 1
    while at >= 0 and view.mention_at[at] is None and view.words[at] in _BETWEEN:
        at -= 1
    return at


def saying_on(document: Document, view: SentenceView, found: prose.Found) -> SpeechEvent | None:
    """Who spoke on a day: whose verb of saying stands right before or behind the date; None if nobody's does."""
    first, last = words_of(view, found)
    at = word_beside(view, first)
    return next((one for one in document.said[view] if abs(one.at - at) <= 1 or 0 <= one.at - last <= 1), None)


def is_of_hearsay(document: Document, view: SentenceView, found: prose.Found, *, rumour: bool) -> bool:
    """True for the day on which unnamed people or an outlet spoke, and with `rumour` for any on which somebody did.

    When a rumour's talks began, or its deal was made, no one who denies it or passes it on has said by that.
    """
    saying = saying_on(document, view, found)
    return saying is not None and (rumour or saying.voice in _HEARSAY)
