"""Whom "the two companies" and "both firms" stand for."""

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.syntax.views import with_group
from alliance_cli.extract.spans import Entity

_POINTERS = frozenset({"the", "both", "these", "two"})
_LONGEST = 4
"""A phrase that points at two companies has no more words: "the two Japanese carmakers"."""


def pointed_back(view: SentenceView, pair: tuple[Entity, ...]) -> SentenceView:
    """The view with "the two companies", "both firms" as groups: two companies named before in it, else `pair`."""
    words = view.words
    if LEX.pairs.isdisjoint(words):
        return view
    for i in [i for i, word in enumerate(words) if word in _POINTERS]:
        last = _phrase_end(view, i)
        if last and i not in view.group_to and (meant := _two_before(view, i) or pair):
            view = with_group(view, NameGroup(meant, i, last, False, " ".join(words[i:last])))
    return view


def _phrase_end(view: SentenceView, i: int) -> int:
    """The word after the phrase at `i`, if it points at two companies as "the two Japanese carmakers" does; else 0."""
    words, last = view.words, 0
    for j in range(i + 1, min(i + _LONGEST, len(words))):
        if words[j] in LEX.pairs:
            last = j + 1
        elif words[j] != "both" and words[j] not in LEX.demonyms:
            break
    return 0 if any(view.mention_at[i:last]) else last


def _two_before(view: SentenceView, i: int) -> tuple[Entity, ...]:
    """The companies named before word `i`, if they are two."""
    found = dict.fromkeys(
        entity
        for first, group in view.group_from.items()
        if first < i and not group.anaphor
        for entity in group.members
        if entity.is_company
    )
    return tuple(found) if len(found) == 2 else ()
