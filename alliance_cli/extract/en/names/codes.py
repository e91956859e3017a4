"""Exchange codes that stand bare behind the name of their company: "Renault RNO and Nissan NSANY are in talks"."""

from alliance_cli import names
from alliance_cli.extract.en.names.context import Familiar
from alliance_cli.extract.spans import Sentence, Token

_LONGEST = 4
"""Neither codes nor, in words, the names before them are looked for any longer."""
_BETWEEN = frozenset("/|·•")
"""Marks that a page sets between a name and its code: "Renault / RNO"."""


def settle_codes(familiar: Familiar, sentence: Sentence) -> None:
    """Take such codes out of the tokens; they are kept as notes by the name, as if they stood in brackets."""
    written = sentence.tokens
    like = [i for i, token in enumerate(written) if not token.ordinary and _looks_like_code(token)]
    if not any(_may_be_code(written, i) for i in like):
        return
    tokens: list[Token] = []
    notes: dict[int, list[Token]] = {}
    for i, token in enumerate(sentence.tokens):
        if _looks_like_code(token) and _may_be_code(sentence.tokens, i) and _is_code(familiar, token.text, tokens):
            if tokens[-1].text in _BETWEEN:
                tokens.pop()
            notes.setdefault(len(tokens) - 1, []).append(token)
            tokens[-1].possessive |= token.possessive  # "Renault RNO's", "Renault's RNO board"
        else:
            tokens.append(token)
        if i in sentence.notes:
            notes.setdefault(len(tokens) - 1, []).extend(sentence.notes[i])
    sentence.tokens, sentence.notes = tokens, notes


def has_numbered_codes(tokens: list[Token]) -> bool:
    """True where a number may be a code: a cheap look."""
    numbers = [token for token in tokens if not token.ordinary and token.text[0].isdigit()]
    return any(map(_looks_like_code, numbers))


def _looks_like_code(token: Token) -> bool:
    """True for a short word in capitals, or of figures as in Tokyo and Hong Kong ("7203", "285A"): a cheap look."""
    text = token.text
    if text[0].isdigit():
        return _LONGEST <= len(text) <= _LONGEST + 1 and text.isalnum() and text == text.upper()
    return token.capitalised and len(text) <= _LONGEST + 1 and text.isupper()


def _may_be_code(tokens: list[Token], i: int) -> bool:
    """True behind another name word, or behind a mark that stands behind one."""
    before = i - 1 - (i > 1 and tokens[i - 1].text in _BETWEEN)
    return before >= 0 and tokens[before].capitalised and tokens[i].word not in names.legal_forms()


def _is_code(familiar: Familiar, code: str, before: list[Token]) -> bool:
    """True if the name that ends here is that of a company with such a code ("CVX" of "CVX.N")."""
    before = before[:-1] if before[-1].text in _BETWEEN else before
    for n in range(1, min(_LONGEST, len(before)) + 1):
        surface = " ".join([token.text for token in before[-n:]])
        for match in familiar.look_up(surface):
            company = familiar.gazetteer.company(match.company)
            if company and any(_same_code(ticker, code) for ticker in company.tickers):
                return True
    return False


def _same_code(ticker: str, code: str) -> bool:
    """True for the code of a ticker without its exchange; in Hong Kong it is filled up with zeros ("0700", "00700")."""
    own = ticker.partition(".")[0]
    return own == code or (own.isdigit() and own.lstrip("0") == code.lstrip("0"))
