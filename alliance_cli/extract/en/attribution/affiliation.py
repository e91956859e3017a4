"""For whom a person speaks."""

from alliance_cli.extract.document import Entity, Sort, Token
from alliance_cli.extract.en.lexicon import LEX


def is_outsider(person: Entity) -> bool:
    """True for an analyst, a minister, a lawyer: one who speaks for no party."""
    outside = LEX.outsiders
    whole = person.parent.mentions if person.parent else []
    for mention in (*whole[:3], *person.mentions[:3]):
        words = [token.word for token in mention.sentence.tokens]
        if outside.intersection(words[max(0, mention.first - 3) : mention.first]):
            return True
        if mention.last < len(words) and words[mention.last] == ",":
            after = words[mention.last + 1 : mention.last + 7]
            stop = next((k for k, word in enumerate(after) if word in {",", "said", "says", "told", "and"}), len(after))
            if outside.intersection(after[:stop]):
                return True
    return False


def speaks_for(person: Entity) -> frozenset[Entity] | None:
    """The companies named beside a person; None for an officer with none named, an empty set for a mere name."""
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
                return frozenset()
            if entity.sort in (Sort.COMPANY, Sort.UNKNOWN) and (other.first in near or other.last - 1 in near):
                found.add(entity)
    if officer and not found:
        return None
    return frozenset(found) if officer else frozenset()


def _titled_from(tokens: list[Token], i: int) -> int:
    """Where the words begin that lead up to a name, over the comma of "X's chief executive, NAME," too."""
    if i > 1 and tokens[i - 1].word == ",":
        start = _phrase_back(tokens, i - 1)
        if LEX.officers.intersection(token.word for token in tokens[start : i - 1]):
            return start
    return _phrase_back(tokens, i)


def _phrase_back(tokens: list[Token], i: int) -> int:
    """Where the words begin that lead up to a name: "Ford Motor Co chief executive X"."""
    j = i
    while j > 0 and i - j < 9 and tokens[j - 1].word not in {",", ";", "that", "said", "says", "told", "and"}:
        j -= 1
    return j


def _phrase_on(tokens: list[Token], i: int) -> int:
    """Where the apposition ends that follows a name: "X, chief executive of Ford Motor Co,"."""
    if i >= len(tokens) or tokens[i].word != ",":
        return i
    j = i + 1
    while j < len(tokens) and j - i < 12 and tokens[j].word not in {",", ";", "said", "says", "told"}:
        j += 1
    return j
