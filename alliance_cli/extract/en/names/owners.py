"""Names that end in 's ("McDonald's", "Zaxby's") told from names that own what follows ("Nissan's plant")."""

import re

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX, frame_of
from alliance_cli.extract.en.names.context import Familiar
from alliance_cli.extract.spans import Sentence, Token

_VERBS = (LEX.auxiliaries | LEX.reporting | LEX.verb_forms | LEX.acts_of_names) - LEX.possessed - LEX.nouns.keys()
_AFTER_VERBS = LEX.determiners | LEX.prepositions | LEX.subordinators
_LINKS = frozenset({"and", "or", "&", ",", "/"})
_LONGEST = 4
"""Names of more words in which one ends in 's are not looked for."""


def settle_owners(familiar: Familiar, sentence: Sentence) -> None:
    """Unmark the names that only look like owners, and give those that are written so their ending back."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if not token.possessive or not token.capitalised:
            continue
        known = _known(familiar, tokens, i)
        if (known or _goes_by(familiar, token.text)) and token.whole:
            token.text, token.end = token.whole, token.start + len(token.whole)
        if known or _shared(tokens, i) or not _owns(tokens, i, written=token.text == token.whole):
            token.possessive = False
            if token.whole and not familiar.look_up(token.text) and not _shared(tokens, i):
                token.text, token.end = token.whole, token.start + len(token.whole)


def _known(familiar: Familiar, tokens: list[Token], i: int) -> bool:
    """True within a known name of several words ("Dick's Sporting Goods"), and before a legal form ("Zaxby's Inc")."""
    after = tokens[i + 1 : i + _LONGEST]
    if after and after[0].capitalised and after[0].word in names.legal_forms():
        return True
    words = [tokens[i].whole or tokens[i].text]
    for token in after:
        words.append(token.text)
        if token.capitalised and _goes_by(familiar, " ".join(words)):
            return True
    return False


def _goes_by(familiar: Familiar, surface: str) -> bool:
    """True if a known company goes by a name that is written with such an ending."""
    wanted = names.fold(surface)
    for match in familiar.look_up(surface):
        company = familiar.gazetteer.company(match.company)
        written = (company.name, *(alias.name for alias in company.aliases)) if company else ()
        if any(_ENDING.search(name) and names.fold(name) == wanted for name in written):
            return True
    return False


_ENDING = re.compile(r"['’]s\b|s['’](?=\s|$)")


def _owns(tokens: list[Token], i: int, *, written: bool) -> bool:
    """True if what follows is owned; `written` says that the name is known to end so, whoever owns what."""
    if i + 1 == len(tokens):
        return not written
    after, word = tokens[i + 1], tokens[i + 1].word
    if word in LEX.auxiliaries or word in LEX.announcing or word in {"in", "to", "not"}:
        return False  # "Zaxby's is", "Zaxby's said", "Honda's in talks"
    if word in {"and", "or", "&"} and not written:
        return not _named_together(tokens, i + 2)
    if not written:
        return True
    return not (word in _LINKS or not word[0].isalnum() or word in LEX.prepositions or _is_verb(tokens, i + 1, after))


def _shared(tokens: list[Token], i: int) -> bool:
    """True for the first of two who have one thing: "X's and Y's merger talks" are those of X and Y."""
    if i + 1 >= len(tokens) or tokens[i + 1].word not in {"and", "&"}:
        return False
    rest = tokens[i + 2 : i + 2 + _LONGEST]
    end = next((j for j, token in enumerate(rest) if token.possessive or not token.capitalised), len(rest))
    thing = tokens[i + 3 + end : i + 5 + end]
    if end == len(rest) or not rest[end].possessive or not thing:
        return False
    return frame_of(LEX.nouns, thing[0].word) in {"tie", "talk"} and thing[0].word not in LEX.ties_of_each


def _is_verb(tokens: list[Token], i: int, token: Token) -> bool:
    """True for a verb of which the name is the subject: "Kohl's rejected a bid", not "Kohl's rejected bid"."""
    goes_on = i + 1 < len(tokens) and (tokens[i + 1].capitalised or tokens[i + 1].word in _AFTER_VERBS)
    if token.word in _VERBS and token.word not in LEX.before_deals:
        return True
    if token.word in LEX.resolves and i + 1 < len(tokens) and tokens[i + 1].word == "to":
        return True  # "Macy's, Kohl's agree to merge"
    return goes_on and (token.word in _VERBS or token.word.endswith("ed"))


def _named_together(tokens: list[Token], i: int) -> bool:
    """True for a name that a helping verb follows: "Y" of "X's and Y are in talks", "X's and Y's have agreed"."""
    first = i
    while i < len(tokens) and i - first < _LONGEST and tokens[i].capitalised:
        i += 1
    return first < i < len(tokens) and (tokens[i].word in LEX.auxiliaries or tokens[i].word in LEX.announcing)
