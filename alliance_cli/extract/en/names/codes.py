"""Exchange codes that stand bare behind the name of their company: "Renault RNO and Nissan NSANY are in talks"."""

from alliance_cli import names
from alliance_cli.extract.en.names.context import Familiar
from alliance_cli.extract.spans import Sentence, Token

_LONGEST = 4
"""Neither codes nor, in words, the names before them are looked for any longer."""


def settle_codes(familiar: Familiar, sentence: Sentence) -> None:
    """Take such codes out of the tokens; they are kept as notes by the name, as if they stood in brackets."""
    written = sentence.tokens
    short = [i for i, t in enumerate(written) if t.capitalised and len(t.text) <= _LONGEST + 1 and t.text.isupper()]
    if not any(_may_be_code(written, i) for i in short):
        return
    tokens: list[Token] = []
    notes: dict[int, list[Token]] = {}
    for i, token in enumerate(sentence.tokens):
        if _may_be_code(sentence.tokens, i) and _is_code(familiar, token.text, tokens):
            notes.setdefault(len(tokens) - 1, []).append(token)
            tokens[-1].possessive = token.possessive  # "Renault RNO's"
        else:
            tokens.append(token)
        if i in sentence.notes:
            notes.setdefault(len(tokens) - 1, []).extend(sentence.notes[i])
    sentence.tokens, sentence.notes = tokens, notes


def _may_be_code(tokens: list[Token], i: int) -> bool:
    """True for a short word in capitals behind another name word: a cheap look."""
    token = tokens[i]
    if not (token.capitalised and len(token.text) <= _LONGEST + 1 and token.text.isupper() and i):
        return False
    before = tokens[i - 1]
    return before.capitalised and not before.possessive and token.word not in names.legal_forms()


def _is_code(familiar: Familiar, code: str, before: list[Token]) -> bool:
    """True if the name that ends here is that of a company with such a code ("CVX" of "CVX.N")."""
    for n in range(1, min(_LONGEST, len(before)) + 1):
        surface = " ".join([token.text for token in before[-n:]])
        for match in familiar.look_up(surface):
            company = familiar.gazetteer.company(match.company)
            if company and any(ticker.partition(".")[0] == code for ticker in company.tickers):
                return True
    return False
