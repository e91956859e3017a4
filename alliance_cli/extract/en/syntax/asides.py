"""Asides between commas or dashes: ", which owns X," and ", a unit of Y,"."""

from alliance_cli.extract.document import SentenceView, Sort
from alliance_cli.extract.en.lexicon import LEX


def mark_asides(view: SentenceView) -> None:
    """Mark the words of asides: their `depth`, and where each begins."""
    words, n = view.words, len(view.words)
    i = 0
    while i < n - 2:
        if words[i] in {",", "--", "–", "—"} and (stop := _aside_end(view, i)):
            for j in range(i, stop):
                view.depth[j] = 1
                view.aside_start[j] = i
            i = stop
        else:
            i += 1


def _aside_end(view: SentenceView, i: int) -> int:
    words, n = view.words, len(view.words)
    mark, first = words[i], words[i + 1]
    relative = first in {"which", "who", "whose", "where"} or (words[i + 2] == "which" and first in LEX.prepositions)
    if mark == "," and not relative and first not in LEX.aside_openers and not _noun_aside(view, i):
        return 0
    if any(group.first <= i < group.last for group in view.groups()):
        return 0
    for j in range(i + 2, min(n, i + 45)):
        if words[j] == mark or (mark == "," and words[j] == ";"):
            spoken = j + 1 < n and (words[j + 1] in LEX.plain_telling or words[j + 1] in LEX.auxiliaries)
            if not relative and mark == "," and (_finite(view, i + 2, j) or j - i > 16) and not (spoken and j - i < 28):
                return 0
            return j + 1
    return n if relative else 0


def _noun_aside(view: SentenceView, i: int) -> bool:
    """An apposition without an article after a name: ", part of Y," ", Japan's No. 2 maker,"."""
    before = view.mention_at[i - 1] if i else None
    after = view.mention_at[i + 1]
    if before is None:
        return False
    return after is not None and after.possessive and after.entity.sort is Sort.PLACE


def _finite(view: SentenceView, first: int, last: int) -> bool:
    return any(view.words[i] in LEX.auxiliaries or view.words[i] in LEX.plain_saying for i in range(first, last))
