"""Where a run of name words begins and ends."""

from alliance_cli import names
from alliance_cli.extract.document import Sentence, Token
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.context import Familiar, adjective

INSIDE = frozenset({"&", "+"})
_ELIDED = frozenset({"d'", "d’", "l'", "l’"})


def begins(familiar: Familiar, token: Token, i: int, sentence: Sentence) -> bool:
    """True if a run of name words may begin at word `i`."""
    text = token.text
    if token.capitalised:
        return not adjective(text) or bool(familiar.look_up(text))
    if len(text) > 2 and text[0].islower() and any(c.isupper() for c in text[1:3]):
        return True
    if text[0].isdigit():
        if text in familiar.digit_names:
            return True
        if any(c.isalpha() for c in text) and any(c.isupper() for c in text):
            return bool(familiar.look_up(text))
        after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
        return bool(after and after.capitalised and text.isdigit() and names.fold(after.text) in names.legal_forms())
    return text.isalnum() and len(text) > 2 and _lower_name(sentence, i)


def _lower_name(sentence: Sentence, i: int) -> bool:
    """A name that is written small, given away by the legal form after it ("rue21 Inc")."""
    tokens = sentence.tokens
    if i + 1 >= len(tokens) or not tokens[i + 1].capitalised:
        return False
    return tokens[i + 1].word in LEX.comma_forms and tokens[i].word not in LEX.company_heads


def run_end(familiar: Familiar, tokens: list[Token], i: int) -> int:
    """The end of the run of name words that begins at `i`."""
    n = len(tokens)
    j = i + 1
    if tokens[i].possessive:
        return j
    while j < n and j - i < 14:
        token = tokens[j]
        if _heading_ends(familiar, tokens, i, j) or (
            token.capitalised and adjective(token.text) and not familiar.look_up(token.text)
        ):
            break
        if (
            token.capitalised
            or (token.text[:2] in _ELIDED and token.text[2:3].isupper())
            or (
                token.text[0].isdigit()
                and j + 1 < n
                and tokens[j + 1].capitalised
                and token.text.isalnum()
                and len(token.text) < 3
            )
        ):
            j += 1
            if token.possessive:
                break
        elif token.text in LEX.small_forms:
            j += 1
            break
        elif (
            token.text in INSIDE and j + 1 < n and (tokens[j + 1].capitalised or _known_to(familiar, tokens, i, j + 2))
        ):
            j += 2
        elif token.word in LEX.connectors and _joins(familiar, tokens, i, j):
            j += 1
        elif token.text == "," and j + 1 < n and tokens[j + 1].word in LEX.comma_forms and tokens[j + 1].capitalised:
            j += 2
        else:
            break
    return j


def _known_to(familiar: Familiar, tokens: list[Token], i: int, end: int) -> bool:
    """True for a known name that goes on with a small word after its "&" ("Seven & i")."""
    return bool(familiar.look_up(" ".join([token.text for token in tokens[i:end]])))


def _heading_ends(familiar: Familiar, tokens: list[Token], i: int, j: int) -> bool:
    """True where a heading in capitals runs into a name that is not ("CASH TO SPEND VW's offer ...")."""
    before = tokens[j - 1].text
    if not (before.isupper() and len(before) > 3) or (tokens[j].text.isupper() and len(tokens[j].text) > 3):
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
    """True if a small word inside a name holds it together."""
    n = len(tokens)
    word = tokens[j].word
    after = j + 1
    if word in LEX.name_links and after < n and tokens[after].word in LEX.name_articles:
        after += 1
    if after >= n or not tokens[after].capitalised:
        return False
    if word in {"and", "for", "the"}:
        if word == "and" and any(token.word in LEX.body_ends for token in tokens[after : after + 3]):
            return True
        firm = tokens[after].word
        if word == "and" and (firm in names.legal_forms() or firm in LEX.firm_after_and):
            return True
        phrase = " ".join(t.text for t in tokens[max(i, j - 3) : after + 1])
        return any(familiar.look_up(p) for p in (phrase, " ".join(t.text for t in tokens[j - 1 : after + 1])))
    if word in {"of"}:
        return tokens[j - 1].word in LEX.of_heads or bool(
            familiar.look_up(" ".join(t.text for t in tokens[i : after + 1]))
        )
    return True
