"""A sentence made ready for reading: its words, which names stand where, their groups, and the asides."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from alliance_cli.extract.document import NameGroup, Part, SentenceView
from alliance_cli.extract.en.lexicon import LEX, MONTH
from alliance_cli.extract.en.syntax.asides import asides
from alliance_cli.extract.en.syntax.groups import is_party, name_groups, phrase_start
from alliance_cli.extract.spans import Entity, Mention, Sentence, Sort


class Said(NamedTuple):
    """What was said before a sentence: the topic, whom the last one named, who was last said to tie up with whom.

    Also what is for sale, whether the sentence right before speaks of bidders, and what was said to be wanted by whom.
    """

    topic: NameGroup | None = None
    recent: frozenset[Entity] = frozenset()
    partners: Mapping[Entity, Entity] = {}
    sought: tuple[Part, ...] = ()
    bidders_before: bool = False
    wanted: Mapping[tuple[Part, ...], set[Entity]] = {}


def view_of(sentence: Sentence, said: Said) -> SentenceView:
    """A sentence with all that syntax knows of it.

    A name that only says which company the next one is ("Gucci" in "Gucci owner Kering") is none in the view.
    """
    words = _words(sentence)
    at: list[Mention | None] = [None] * len(words)
    for mention in sentence.named:
        for i in range(mention.first, mention.last):
            at[i] = mention
    named = [m for m in sentence.named if not _names_maker(m, words, at) and not _says_where(m, words, at)]
    for mention in sentence.named if len(named) < len(sentence.named) else ():
        if mention not in named:
            at[mention.first : mention.last] = [None] * (mention.last - mention.first)
    view = SentenceView(sentence, words, at, [0] * len(words), *said)
    for group in name_groups(view, named):
        view.group_from[group.first] = view.group_to[group.last] = group
    for first, last in asides(view):
        for i in range(first, last):
            view.depth[i] = 1
            view.aside_start[i] = first
        pair = _joined_past(view, first, last)
        if pair is not None:
            one, other = pair
            # the first still ends where it did: the aside is about it alone
            view = with_group(view, NameGroup((*one.members, *other.members), one.first, other.last), other)
    return view


def _joined_past(view: SentenceView, first: int, last: int) -> tuple[NameGroup, NameGroup] | None:
    """The two that "and" joins past an aside at the head of a sentence: "X, the No. 2 retailer, and rival Y said"."""
    one = view.group_to.get(first)
    if one is None or one.possessive or view.words[last : last + 1] != ["and"] or phrase_start(view, one.first) > 0:
        return None
    other = next((view.group_from[j] for j in range(last + 1, len(view)) if j in view.group_from), None)
    if other is None or other.possessive or phrase_start(view, other.first) != last + 1:
        return None
    return (one, other) if set(one.members).isdisjoint(other.members) else None


def with_group(view: SentenceView, group: NameGroup, *parts: NameGroup) -> SentenceView:
    """A view of the same sentence that has one more group, in place of the `parts` that it takes in."""
    group_from, group_to = dict(view.group_from), dict(view.group_to)
    for part in parts:
        group_from.pop(part.first, None)
        group_to.pop(part.last, None)
    group_from[group.first] = group_to[group.last] = group
    return replace(view, group_from=dict(sorted(group_from.items())), group_to=group_to)


def _words(sentence: Sentence) -> list[str]:
    """The words of a sentence, folded; only the month of May keeps its capital, unlike the verb "may"."""
    words = sentence.words
    if "may" not in words:
        return words
    return [MONTH if word == "may" and i and sentence.tokens[i].capitalised else word for i, word in enumerate(words)]


def _names_maker(mention: Mention, words: list[str], at: list[Mention | None]) -> bool:
    """True for "Gucci" in "Gucci owner Kering" and "the Gucci owner", which only says which company is meant."""
    i = mention.last
    if mention.possessive or i + 1 >= len(words) or words[i] not in LEX.named_by:
        return False
    return is_party(mention) and (is_party(at[i + 1]) or words[mention.first - 1 : mention.first] == ["the"])


_TRADE = 3
"""So many words name the trade of the company after them: "fuel-cell startup Hyvolta"."""
_SEATED = tuple(LEX.seated)


def _says_where(mention: Mention, words: list[str], at: list[Mention | None]) -> bool:
    """True for "Toledo" in "Toledo fuel-cell startup Hyvolta Inc" and "Toledo, Ohio-based Hyvolta Inc".

    It is a word nobody knows before what a company is, or where.
    """
    entity = mention.entity
    if mention.possessive or entity.sort is not Sort.UNKNOWN or entity.company:
        return False
    if words[mention.last : mention.last + 1] == [","] and any(
        word.endswith(_SEATED) for word in words[mention.last + 1 : mention.last + _TRADE]
    ):
        return True
    for i in range(mention.last, min(len(words) - 1, mention.last + _TRADE)):
        if at[i] is not None or not words[i][0].isalpha() or words[i] in LEX.prepositions:
            return False
        if words[i] in LEX.trades or words[i] in LEX.sector_nouns:
            # "Mozambique LNG partner Kuyenda Gas": a partner is somebody's, and the name before it says whose
            return is_party(at[i + 1]) and words[i] not in LEX.tied_firms
        if words[i] in LEX.auxiliaries or words[i] in LEX.reporting or words[i] in {"and", "to"}:
            return False
    return False
