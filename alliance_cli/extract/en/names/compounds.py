"""Names joined by a hyphen: "EADS-BAE" and "Ford-owned" as their words."""

from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.context import Familiar
from alliance_cli.extract.spans import Sentence, Token


def split_compounds(familiar: Familiar, sentence: Sentence) -> None:
    """Part "EADS-BAE" and "Ford-owned" into their words, unless the whole is a name of its own."""
    if not [token for token in sentence.tokens if token.capitalised and "-" in token.text]:
        return
    tokens: list[Token] = []
    notes: dict[int, list[Token]] = {}
    for i, token in enumerate(sentence.tokens):
        tokens.extend(_parts(familiar, token, sentence, i) if "-" in token.text and token.capitalised else (token,))
        if i in sentence.notes:
            notes[len(tokens) - 1] = sentence.notes[i]
    sentence.tokens, sentence.notes = tokens, notes


def _parts(familiar: Familiar, token: Token, sentence: Sentence, i: int) -> list[Token]:
    """The tokens that a name with hyphens is made of, the token alone where it is one name."""
    words = token.text.split("-")
    tail = words[-1].lower()
    # "Anglo-Swiss", "Franco-Belgian" say of what countries
    if len(words) > 3 or not all(words) or tail in LEX.demonyms:
        return [token]
    if tail in LEX.suffixes:
        # "Ford-owned Volvo": the owner, and what it does
        head = "-".join(words[:-1])
        cut = token.start + len(head)
        return [
            Token.of(head, head.lower(), token.start, cut, capitalised=True),
            Token.of("-" + words[-1], "-" + tail, cut, token.end),
        ]
    after = sentence.tokens[i + 1].word if i + 1 < len(sentence.tokens) else ""
    # before "merger" or "deal" the two words of a name are two companies, known or not: "the Gerdau-Ameristeel merger"
    deal = len(words) == 2 and after in LEX.deal_words and not familiar.look_up(token.text)
    if not all(word[0].isupper() for word in words) or (not deal and _one_name(familiar, token, words, sentence, i)):
        return [token]
    out: list[Token] = []
    at = token.start
    for word in words:
        if out:
            out.append(Token.of("-", "/", at - 1, at))  # read as "and"
        out.append(Token.of(word, word.lower(), at, at + len(word), capitalised=True))
        at += len(word) + 1
    out[-1].possessive = token.possessive
    return out


def _one_name(familiar: Familiar, token: Token, words: list[str], sentence: Sentence, i: int) -> bool:
    """True for one name with a hyphen ("Altyn-Ata", "Air France-KLM"), false for several ("EADS-BAE")."""
    if familiar.look_up(token.text):
        return True
    before = sentence.tokens[i - 1].text if i and sentence.tokens[i - 1].capitalised else ""
    if before and familiar.look_up(f"{before} {token.text}"):
        return True
    heads = (words[0], f"{before} {words[0]}")
    # the first of several may have begun a word earlier: "Telecom Italia-Open Fiber"
    known = [any(familiar.look_up(head) for head in heads), *(bool(familiar.look_up(word)) for word in words[1:])]
    seen = [word in familiar.seen_cap for word in words]
    # some part must be known; if none is, all must stand in capitals and be named elsewhere in the report
    if not any(known) and not (token.text.isupper() and all(seen)):
        return True
    return not all(k or s for k, s in zip(known, seen, strict=True))
