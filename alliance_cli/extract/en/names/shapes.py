"""Where a run of name words begins and ends."""

import re

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.context import Familiar, adjective
from alliance_cli.extract.spans import Sentence, Token

INSIDE = frozenset({"&", "+"})
_ELIDED = frozenset({"d'", "d’", "l'", "l’"})  # "Banque d'Orsay"
_LONGEST_RUN = 14
"""A run of name words is followed no further: it holds several names, or is a heading."""
_HEADING_WORD = 3
"""A word in capitals with more letters may be of a heading, a shorter one is an abbreviation ("VW", "BAE")."""


def of_sum(tokens: list[Token], i: int) -> bool:
    """True for the code of a currency where it stands: "AU" of "AU$115", "SEK2.4", "NOK" before a number."""
    text = tokens[i].text
    if text[1:2].islower() or not text[:1].isupper():
        return False  # so are most words
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if after[:1] == "$" and len(text) < _CODE and text.isalpha():
        return text.isupper()
    code = text.rstrip("0123456789.,")
    return code.lower() in LEX.currency_codes and code.isupper() and (code != text or after[:1].isdigit())


_CODE = 4
"""What stands before the sign of a dollar or after a sum is shorter: "HK$", "NZ$"."""
_CONTRACTED = re.compile(r"(?:I|We|You|They|He|She|It|That|There|What|Who|Let)['’](?:ll|ve|re|d|m|s)\Z")
"""A pronoun that a verb clings to, which is no name: "I'll", "We've"."""


def begins(familiar: Familiar, token: Token, i: int, sentence: Sentence) -> bool:
    """True if a run of name words may begin at word `i`."""
    text = token.text
    if token.capitalised:
        if of_sum(sentence.tokens, i) or (("’" in text or "'" in text) and _CONTRACTED.match(text)):
            return False
        return "-" not in text or not adjective(text) or bool(familiar.look_up(text))
    # "iRobot", "eBay"
    if len(text) > 2 and text[0].islower() and any(c.isupper() for c in text[1:3]):
        return True
    if text[0].isdigit():
        if text in familiar.digit_names:
            return True
        if not text.isdigit() and any(c.isalpha() for c in text) and any(c.isupper() for c in text):
            return bool(familiar.look_up(text))  # "3M"; not "5G", "2Q"
        # "888 Holdings"
        after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
        return bool(after and after.capitalised and text.isdigit() and names.fold(after.text) in names.legal_forms())
    return text.isalnum() and len(text) > 2 and _lower_name(sentence, i)


def _lower_name(sentence: Sentence, i: int) -> bool:
    """True for a name that is written small, given away by the legal form after it ("rue21 Inc")."""
    tokens = sentence.tokens
    if i + 1 >= len(tokens) or not tokens[i + 1].capitalised:
        return False
    return tokens[i + 1].word in LEX.comma_forms and tokens[i].word not in LEX.company_heads


def run_end(familiar: Familiar, tokens: list[Token], i: int) -> int:
    """The end of the run of name words that begins at `i`: capitalised words, and small ones that hold them together.

    It may hold more than one name ("Finance Minister Bruno Le Maire"); it is cut where the names are looked for.
    """
    n = len(tokens)
    j = i + 1
    if tokens[i].possessive:
        return j
    while j < n and j - i < _LONGEST_RUN:
        token = tokens[j]
        if token.ordinary and token.text not in LEX.small_forms and token.word not in LEX.connectors:
            break  # so most end
        if (
            of_sum(tokens, j)
            or (tokens[j - 1].text.isupper() and _heading_ends(familiar, tokens, i, j))
            or (token.capitalised and "-" in token.text and adjective(token.text) and not familiar.look_up(token.text))
        ):
            break
        elided = token.text[:2] in _ELIDED and token.text[2:3].isupper()
        if token.capitalised or elided or _short_number(tokens, j) or _numbered(familiar, tokens, i, j):
            j += 1
            if token.possessive:
                break
        elif token.text in LEX.small_forms:
            j += 1
            break  # a legal form ends a name
        elif (
            token.text in INSIDE and j + 1 < n and (tokens[j + 1].capitalised or _known_to(familiar, tokens, i, j + 2))
        ):
            j += 2
        elif token.word in LEX.connectors and _joins(familiar, tokens, i, j):
            j += 1
        elif token.text == "," and j + 1 < n and tokens[j + 1].word in LEX.comma_forms and tokens[j + 1].capitalised:
            j += 2
        elif token.text == "," and (partner := _partners(familiar, tokens, i, j)):
            j = partner
        else:
            break
    return j


def _partners(familiar: Familiar, tokens: list[Token], i: int, comma: int) -> int:
    """The end of a firm's name that lists its partners, 0 if it does not: "Clayton, Dubilier & Rice".

    Each stands with one word, and only the sign joins the last. Companies may be listed so too, but those are known:
    "Renault, Nissan & Mitsubishi", and "the Corp, Standard & Poor's said".
    """
    if comma - i != 1 or not _surname(tokens, i):
        return 0
    j = comma + 1
    while _surname(tokens, j) and tokens[j + 1].text == ",":
        j += 2
    if not _surname(tokens, j) or tokens[j + 1].text != "&" or not (j + 2 < len(tokens) and tokens[j + 2].capitalised):
        return 0
    known = [k for k in range(i, j + 3) if tokens[k].capitalised and familiar.look_up(tokens[k].text)]
    return 0 if len(known) > 1 or _known_to(familiar, tokens, j, j + 3) else j + 3


def _surname(tokens: list[Token], i: int) -> bool:
    """True for a word with one capital that is no legal form, title or general word of firms, and goes on."""
    if i + 1 >= len(tokens) or not tokens[i].text.istitle() or tokens[i].possessive:
        return False
    word = tokens[i].word
    return not (word in names.legal_forms() or word in LEX.company_heads or word in LEX.titles or word in LEX.places)


def _short_number(tokens: list[Token], j: int) -> bool:
    """True for a number of one or two signs within a name: "Il Sole 24 Ore".

    A longer one is a year or an index: "In 2009 Ilkeston Pumps", "S&P 500 Index".
    """
    text = tokens[j].text
    within = text[0].isdigit() and j + 1 < len(tokens) and tokens[j + 1].capitalised
    return within and text.isalnum() and len(text) < 3


def _numbered(familiar: Familiar, tokens: list[Token], i: int, j: int) -> bool:
    """True for the number that ends a known name ("Phillips 66", "Forever 21")."""
    return tokens[j].text.isdigit() and _known_to(familiar, tokens, j - 1, j + 1)


def _known_to(familiar: Familiar, tokens: list[Token], i: int, end: int) -> bool:
    """True for a known name that goes on with a small word after its "&" ("Seven & i")."""
    return bool(familiar.look_up(" ".join([token.text for token in tokens[i:end]])))


def _heading_ends(familiar: Familiar, tokens: list[Token], i: int, j: int) -> bool:
    """True where a heading in capitals runs into a name that is not ("CASH TO SPEND VW's offer ...")."""
    before = tokens[j - 1].text
    after = tokens[j].text
    if not (before.isupper() and len(before) > _HEADING_WORD) or (after.isupper() and len(after) > _HEADING_WORD):
        return False
    heading = [token.text for token in tokens[max(0, j - 3) : j]]
    return (
        len(heading) > 1
        and all(word.isupper() for word in heading)
        and not familiar.look_up(before)
        and i <= j - 1
        and tokens[j].capitalised
    )


def _joins(familiar: Familiar, tokens: list[Token], i: int, j: int) -> bool:
    """True if a small word inside a name holds it together: "Bank of America", "Securities and Exchange Commission"."""
    n = len(tokens)
    word = tokens[j].word
    after = j + 1
    if word in LEX.name_links and after < n and tokens[after].word in LEX.name_articles:
        after += 1  # "Banco de la Nacion"
    if after >= n or not tokens[after].capitalised:
        return False
    # these three join two names as often as the words of one: only what is known, or plain from its end, is one
    if word in {"and", "for", "the"}:
        if word == "and" and any(token.word in LEX.body_ends for token in tokens[after : after + 3]):
            return True
        firm = tokens[after].word
        if word == "and" and tokens[j - 1].word in LEX.comma_forms:
            return False  # "Royal KPN N.V. and ABP": a legal form ends a name
        if word == "and" and (firm in names.legal_forms() or firm in LEX.firm_after_and):
            return True
        phrase = " ".join(t.text for t in tokens[max(i, j - 3) : after + 1])
        return any(familiar.look_up(p) for p in (phrase, " ".join(t.text for t in tokens[j - 1 : after + 1])))
    # "Bank of America", but not "Intertrust of California"
    if word == "of":
        return tokens[j - 1].word in LEX.of_heads or bool(
            familiar.look_up(" ".join(t.text for t in tokens[i : after + 1]))
        )
    return True
