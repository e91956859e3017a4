"""Runs of name words that nobody knows, as names: titles, openers and headings taken off."""

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.context import Familiar, adjective
from alliance_cli.extract.en.names.shapes import INSIDE
from alliance_cli.extract.spans import Sentence, Token
from alliance_cli.gazetteer import Match

Piece = tuple[int, int, tuple[Match, ...]]


def unknown(familiar: Familiar, sentence: Sentence, start: int, end: int) -> list[Piece]:
    """The names in a run of capitalised words that no list holds."""
    tokens = sentence.tokens
    pieces: list[Piece] = []
    begin = start
    legal = names.legal_forms()
    for i in range(start, end):
        word = tokens[i].word
        if _parts_names(familiar, sentence, i, end):
            pieces.extend(_trim(familiar, sentence, begin, i))
            begin = i + 1
        # "Acme Corp Beta Ltd" is two names; "Exchange Corporation of Corvano" is one
        elif (
            word in legal
            and begin < i < end - 1
            and not (tokens[i + 1].word in legal or tokens[i + 1].word in {"of", "&", "and", ","})
        ):
            pieces.extend(_trim(familiar, sentence, begin, i + 1))
            begin = i + 1
    pieces.extend(_trim(familiar, sentence, begin, end))
    return pieces


def _parts_names(familiar: Familiar, sentence: Sentence, i: int, end: int) -> bool:
    """True for a word between two names: a title, what a notice is about or, in a headline, an ordinary word."""
    word = sentence.tokens[i].word
    if word in LEX.notice_matters or (sentence.title_case and (word in LEX.openers or word in familiar.seen_low)):
        return True
    if word not in LEX.titles:
        return False
    # "General Motors", "Prince International": some titles begin names
    return not (word in LEX.titles_in_names and i + 1 < end)


def _trim(familiar: Familiar, sentence: Sentence, first: int, last: int) -> list[Piece]:
    """The name that a run holds once what is no part of it is taken off at both ends; none, if nothing is left."""
    tokens = sentence.tokens
    while first < last and _sheds(familiar, sentence, first, last):
        # the number of a rank goes with its "No."
        first += 1 + (tokens[first].word == "no" and first + 1 < last and tokens[first + 1].text.isdigit())
    while last > first and _trails(tokens[last - 1], last - first):
        last -= 1
    if last < len(tokens) and tokens[last].capitalised and adjective(tokens[last].text):
        return []  # the adjective goes on from it: "Salt Lake City-based"
    if not [t for t in tokens[first:last] if t.word not in LEX.openers and t.word not in LEX.demonyms]:
        return []
    if last - first > 1 and all(token.word in LEX.deal_titles for token in tokens[first:last]):
        return []  # "Joint Development Agreement" is what is signed, not who signs
    if (last - first == 1 and _plain(familiar, sentence, first)) or _heading(familiar, tokens[first:last]):
        return []
    return [(first, last, ())]


def _sheds(familiar: Familiar, sentence: Sentence, first: int, last: int) -> bool:
    """True if the first word of a run is no part of the name."""
    token = sentence.tokens[first]
    word = token.word
    if word == "no" and last - first > 1:
        return True
    if token.text in INSIDE or word in LEX.connectors or word == ",":
        # "a stake in La Sia": within a sentence its capital makes the article part of the name
        return not (word in LEX.articles_of_names and token.text.istitle() and 0 < first < last - 1)
    # "Dutch Vaccine Developer Halix" keeps its nation unless the rest alone is known
    if word in LEX.demonyms and last - first > 1:
        return bool(familiar.look_up(" ".join(t.text for t in sentence.tokens[first + 1 : last])))
    if (word in LEX.breakers or (first == 0 and word in LEX.sector_nouns)) and last - first > 1:
        return True
    # an ordinary word in capitals is an abbreviation
    if word not in LEX.openers or (token.text.isupper() and len(token.text) > 2 and not sentence.title_case):
        return False
    # "National Financial Partners said": there are words that names begin with wherever they stand
    if word in LEX.name_openers and last - first > 1 and not sentence.title_case:
        return False
    # within a sentence its capital makes it part of the name: "the International Monetary Fund"
    return first == 0 or sentence.title_case or last - first == 1 or word == "the"


def _heading(familiar: Familiar, words: list[Token]) -> bool:
    """True for words of a heading in capitals, and for a bare legal form."""
    if len(words) == 1 and (words[0].word in names.legal_forms() or words[0].word in LEX.company_heads):
        return True
    if not words[0].text.isupper():
        return False
    # "CASH TO SPEND": words that are ordinary, or that the report writes small elsewhere
    if len(words) > 1 and all(word.text.isupper() for word in words):
        plain = [word for word in words if word.word in LEX.openers or word.word in familiar.seen_low]
        if plain and (len(plain) > 1 or len(words[0].text) > 4):
            return True
    # long words in capitals; one alone must be longer than abbreviations are ("MAHAG"), or a word of the text
    return all(word.text.isupper() and len(word.text) > 4 for word in words) and (
        len(words) > 1 or len(words[0].text) > 6 or words[0].word in familiar.seen_low
    )


def _trails(token: Token, size: int) -> bool:
    """True for a word that ends no name."""
    word = token.word
    # legal forms, in capitals; small they are "as" and the like: "Vytah Morava AS"
    if size > 1 and token.text in {"AS", "SA", "SE", "AB"}:
        return False
    if word in LEX.connectors or token.text in {"&", ",", "+"} or word in LEX.numbering:
        return True
    return size > 1 and (word in LEX.demonyms or word in LEX.breakers)


def _plain(familiar: Familiar, sentence: Sentence, i: int) -> bool:
    """True for a single capitalised word that is an ordinary one."""
    token = sentence.tokens[i]
    word = token.word
    if word in LEX.demonyms or word in LEX.openers or word.startswith(("no.", "i'", "i’")):  # "I'd", "I've"
        return True
    # "Danish-Swiss"
    if "-" in word and word.rpartition("-")[2] in LEX.demonyms:
        return True
    if not token.text[0].isalpha() or (len(word) == 1 and token.text.isalpha()):
        return True
    # elsewhere the capital makes it a name, though the report writes it small too
    if i == 0 or sentence.title_case:
        return word in familiar.seen_low
    return False
