"""Asides between commas or dashes: ", which owns X," and ", a unit of Y,"."""

from collections.abc import Iterator

from alliance_cli.extract.document import SentenceView
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Sort

_LONGEST = 45
"""An aside ends within so many words."""
_APPOSITION = 16
"""More words than these between two commas are taken for a clause, as are those that have a verb of their own."""
_BEFORE_VERB = 28
"""Fewer than these are an aside all the same where a verb follows, whose subject stands before the first comma."""


def asides(view: SentenceView) -> Iterator[tuple[int, int]]:
    """The asides of a sentence, left to right: where each begins, with its mark, and the word after it."""
    stop = 0
    for i in [i for i, word in enumerate(view.words[:-2]) if word in {",", "--", "–", "—"}]:
        if i >= stop and (end := _aside_end(view, i)):
            yield i, end
            stop = end


def _aside_end(view: SentenceView, i: int) -> int:
    """The word after the aside that the mark at `i` opens, 0 if it opens none."""
    words, n = view.words, len(view.words)
    mark, first = words[i], words[i + 1]
    relative = first in {"which", "who", "whose", "where"} or (words[i + 2] == "which" and first in LEX.prepositions)
    if mark == "," and not relative and first not in LEX.aside_openers and not _noun_aside(view, i):
        return 0
    # a comma within a group is one of its list
    within = {j for group in view.groups() for j in range(group.first, group.last)}
    if i in within:
        return 0
    for j in range(i + 2, min(n, i + _LONGEST)):
        if j in within:
            continue
        if words[j] == mark or (mark == "," and words[j] == ";"):
            # "Tarn, recently bought by Norvik to form a larger carrier, has halted": the verb tells that it was one
            spoken = j + 1 < n and (words[j + 1] in LEX.plain_telling or words[j + 1] in LEX.auxiliaries)
            clause = _finite(view, i + 2, j) or j - i > _APPOSITION
            if not relative and mark == "," and clause and not (spoken and j - i < _BEFORE_VERB):
                return 0
            return j + 1
    # only a relative clause may close the sentence: "..., which is owned by Nestle."
    return n if relative else 0


def _noun_aside(view: SentenceView, i: int) -> bool:
    """True for an apposition without an article after a name: ", Japan's No. 2 maker,"."""
    before = view.mention_at[i - 1] if i else None
    after = view.mention_at[i + 1]
    if before is None:
        return False
    return after is not None and after.possessive and after.entity.sort is Sort.PLACE


def _finite(view: SentenceView, first: int, last: int) -> bool:
    """True if a verb of its own stands between two words, as in a clause."""
    return any(view.words[i] in LEX.auxiliaries or view.words[i] in LEX.plain_saying for i in range(first, last))
