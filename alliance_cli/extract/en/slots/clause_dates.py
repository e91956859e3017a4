"""Dates of a clause that is not the deed's, and dates within the name of a deed: "its 2008 purchase of X"."""

from datetime import date
from typing import Final

from alliance_cli.dates import prose
from alliance_cli.extract.document import SentenceView
from alliance_cli.extract.en.lexicon import LEX, NAMES_A_PARTY, frame_of
from alliance_cli.models import PartialDate

_NAME: Final = 6
"""So many words before its noun a deed may have its date: "its 2008 $2.6 billion purchase"."""
_VERB: Final = 3
"""So many words behind a conjunction the verb of its clause stands."""
_JOINS: Final = frozenset({"and", "but"})
_OCCASION: Final = LEX.prepositions_of_occasion - LEX.after


def in_next_clause(view: SentenceView, at: int, found: prose.Found) -> bool:
    """True for a date that closes the clause before that of the word `at`, or opens the one after it.

    "took a stake in 2008 and bought a loan book", "agreed to buy X last month, following its purchase of Y"; "is buying
    X and, in November, it led".
    """
    first, last = words_of(view, found)
    if last <= at:
        return _leads_to(view, last, at)
    opening = first
    while opening > at and (view.words[opening - 1] in LEX.prepositions or view.words[opening - 1] == ","):
        opening -= 1
    return opening - 1 > at and opening < first and view.words[opening - 1] in _JOINS


def _leads_to(view: SentenceView, i: int, at: int) -> bool:
    """True if a conjunction at `i`, right behind a date, begins the clause of the word `at`."""
    i += view.words[i : i + 1] == [","]
    if i >= at:
        return False
    if view.words[i] in _OCCASION:
        return True
    return view.words[i] == "and" and (at - i <= _VERB or view.words[i + 1] in {"which", "who"})


def within_name(view: SentenceView, at: int, day: date | None) -> PartialDate | None:
    """The year or month that a noun of a deal has before it, behind its owner: "Delta's 2008 purchase of Northwest"."""
    if day is None or frame_of(LEX.nouns, view.words[at]) in NAMES_A_PARTY:
        return None
    for i in range(at - 1, max(-1, at - _NAME), -1):
        word = view.words[i]
        if view.mention_at[i] is not None or word in LEX.prepositions or word in LEX.auxiliaries:
            return None
        if (word.isdigit() and len(word) == _YEAR_LONG and i) or word in LEX.times:
            found = list(prose.find(f"in {view.sentence.tokens[i].text}", day)) if _owned(view, i) else []
            return found[0].date if found and not found[0].future and found[0].date.start <= day else None
    return None


_YEAR_LONG: Final = 4


def _owned(view: SentenceView, i: int) -> bool:
    """True if an owner or an article stands right before a word: "its 2008", "Delta's 2008", "the October"."""
    return view.sentence.tokens[i - 1].possessive or view.words[i - 1] in LEX.determiners


def words_of(view: SentenceView, found: prose.Found) -> tuple[int, int]:
    """The first word of a date, and the one after its last."""
    tokens, start = view.sentence.tokens, view.sentence.start
    first = next((i for i, token in enumerate(tokens) if token.end > start + found.start), len(tokens))
    last = next((i for i, token in enumerate(tokens) if token.start >= start + found.end), len(tokens))
    return first, last
