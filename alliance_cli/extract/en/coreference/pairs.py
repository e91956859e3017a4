"""Whom "the two companies" and "both firms" stand for."""

from alliance_cli.extract.document import Entity, NameGroup, SentenceView
from alliance_cli.extract.en.lexicon import LEX


def _two_before(view: SentenceView, i: int) -> tuple[Entity, ...]:
    """The companies named before word `i`, if they are two."""
    found = dict.fromkeys(
        entity
        for first, group in sorted(view.group_from.items())
        if first < i and not group.anaphor
        for entity in group.members
        if entity.is_company
    )
    return tuple(found) if len(found) == 2 else ()


def point_back(view: SentenceView, pair: tuple[Entity, ...]) -> None:
    """Give "the two companies", "both firms" the companies they stand for: two named before, else `pair`."""
    words = view.words
    if "both" not in words and LEX.pairs.isdisjoint(words):
        return
    for i, word in enumerate(words):
        last = 0
        if word in {"the", "both", "these", "two"} and view.mention_at[i] is None:
            for j in range(i + 1, min(i + 4, len(words))):
                if words[j] in LEX.pairs:
                    last = j + 1
                if words[j] not in LEX.pairs and words[j] not in {"two", "both"} and words[j] not in LEX.demonyms:
                    break
            if word == "two" and not last:
                continue
        elif word == "both" and i + 1 < len(words):
            last = i + 1
        if last and not any(view.mention_at[i:last]) and view.group_to.get(i) is None:
            meant = _two_before(view, i) or pair
            if not meant:
                continue
            group = NameGroup(meant, i, last, False, " ".join(words[i:last]))
            view.group_from[i] = group
            view.group_to[last] = group
