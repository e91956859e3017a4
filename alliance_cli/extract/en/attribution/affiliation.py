"""For whom a person speaks."""

from typing import Final

from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Entity, Sort, Token

_LEADING_WORDS: Final = 9
"""How many words may lead up to a name as its title: "Ford Motor Co executive vice president and chief X"."""
_APPOSITION: Final = 12
"""How many words the apposition after a name may take: ", chief executive of Ford Motor Co,"."""

# After a name an "and" may be part of the title: "X, chairman and chief executive of Ford".
_TITLE_STARTS_AFTER = LEX.plain_telling | {",", ";", "that", "and"}
_TITLE_ENDS = LEX.plain_telling | {",", ";"}
_TRADE_ENDS = LEX.plain_telling | {",", "and"}


def is_outsider(person: Entity) -> bool:
    """True for a person whom the words beside the name call an outsider: "X, an analyst at Jefferies", "Senator X"."""
    outside = LEX.outsiders
    # A person is introduced by the full name, so its mentions are asked before those of the surname alone.
    whole = person.parent.mentions if person.parent else []
    for mention in (*whole[:3], *person.mentions[:3]):
        words = mention.sentence.words
        if outside.intersection(words[max(0, mention.first - 3) : mention.first]):
            return True
        if mention.last < len(words) and words[mention.last] == ",":
            after = words[mention.last + 1 : mention.last + 7]
            stop = next((place for place, word in enumerate(after) if word in _TRADE_ENDS), len(after))
            if outside.intersection(after[:stop]):
                return True
    return False


def speaks_for(person: Entity) -> frozenset[Entity] | None:
    """The companies that a person's title names: Ford for "Ford chief executive X" and for "X, president of Ford".

    None for an officer whose title names no company, an empty set for a mere name.
    """
    found: set[Entity] = set()
    officer = False
    whole = person.parent.mentions if person.parent else []
    for mention in (*whole[:2], *person.mentions[:2]):
        tokens = mention.sentence.tokens
        near = range(_titled_from(tokens, mention.first), _phrase_on(tokens, mention.last))
        officer = officer or bool(LEX.officers.intersection(tokens[i].word for i in near))
        for other in mention.sentence.named:
            entity = other.entity
            if entity.sort is Sort.PERSON and other.first in near and other is not mention:
                return frozenset()  # the title is another's: "Renault chief X's deputy Y said"
            if entity.sort in (Sort.COMPANY, Sort.UNKNOWN) and (other.first in near or other.last - 1 in near):
                found.add(entity)
    if officer and not found:
        return None
    return frozenset(found) if officer else frozenset()


def _titled_from(tokens: list[Token], first: int) -> int:
    """Where the words begin that lead up to the name at `first`, over the comma of "X's chief executive, NAME," too."""
    if first > 1 and tokens[first - 1].word == ",":
        start = _phrase_back(tokens, first - 1)
        if LEX.officers.intersection(token.word for token in tokens[start : first - 1]):
            return start
    return _phrase_back(tokens, first)


def _phrase_back(tokens: list[Token], first: int) -> int:
    """Where the words begin that lead up to the name at `first`: "Ford Motor Co chief executive X"."""
    start = first
    while start > 0 and first - start < _LEADING_WORDS and tokens[start - 1].word not in _TITLE_STARTS_AFTER:
        start -= 1
    return start


def _phrase_on(tokens: list[Token], last: int) -> int:
    """Where the apposition ends that follows a name ending before `last`: "X, chief executive of Ford Motor Co,"."""
    if last >= len(tokens) or tokens[last].word != ",":
        return last
    end = last + 1
    while end < len(tokens) and end - last < _APPOSITION and tokens[end].word not in _TITLE_ENDS:
        end += 1
    return end
