"""Legal forms of several words as one token: to the rules "Pvt. Ltd.", "A/S" and "S.A. de C.V." are what "Ltd" is."""

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.text.tokens import Cut
from alliance_cli.extract.spans import Token

_MARKS = frozenset({".", "/", ","})
_BETWEEN = frozenset({".", ",", "&", "(", ")", "/"})
"""Marks between two forms: "Pvt. Ltd.", "Co., Ltd.", "GmbH & Co. KG", "(Pvt.) Ltd.", "N.V./S.A."."""
_AS_RULES_KNOW_IT = "ltd"
_MOST_TOKENS = 14


def joined_forms(cut: Cut, text: str) -> tuple[list[Token], list[int]]:
    """The tokens, each legal form of several words that follows a name made one; and the places to be looked at."""
    tokens = cut.tokens
    kept: list[Token] = []
    done = 0
    for i in cut.forms:
        if i < done:
            continue
        before = [*kept[-1:], *tokens[max(done, i - 2) : i]]
        end = _form_end(tokens, i, text) if before and _follows_name(before) else i
        if end > i:
            kept += [*tokens[done:i], _one(tokens[i], tokens[end - 1], text)]
            done = end
    if not kept:
        return tokens, cut.notable
    kept += tokens[done:]
    return kept, [i for i, token in enumerate(kept) if not token.ordinary]


def _form_end(tokens: list[Token], i: int, text: str) -> int:
    """Where a legal form of several words, or one written with dots, ends that begins at `i`; `i` for none."""
    token = tokens[i]
    first = names.fold(token.text)
    end = _end(tokens, i, names.forms_by_first_word().get(first, ()), text) if _may_begin(token) else i
    if end > i:
        return end
    if (row := _row_end(tokens, i)) > i:
        return row
    return i + 1 if _is_dotted(token) else i


def _is_dotted(token: Token) -> bool:
    """True for a form that is written with dots: "N.V."."""
    word = names.fold(token.text) if "." in token.text else ""
    return len(word) > 1 and word not in LEX.no_dotted_forms and word in names.legal_forms()


def _may_begin(token: Token) -> bool:
    return token.capitalised or token.word in LEX.forms_written_small


def _row_end(tokens: list[Token], i: int) -> int:
    """Where a row of forms with marks between them ends: "Pvt. Ltd"; `i` for less than two."""
    end, forms, marks = i, 0, 0
    for j in range(i, min(len(tokens), i + _MOST_TOKENS)):
        word = tokens[j].word
        known = word in names.legal_forms() or _is_dotted(tokens[j])
        if tokens[j].capitalised and known and (forms or word not in LEX.forms_in_names):
            end, forms = j + 1, forms + 1
        elif word in _BETWEEN and (forms or word == "("):
            marks += 1
        else:
            break
    return end if forms > 1 and marks else i


def _follows_name(kept: list[Token]) -> bool:
    """True where the last word has a capital, also before a comma: "Zetta, S.A. de C.V."."""
    before = kept[-1]
    if before.text in {",", ")"} and len(kept) > 1:
        return before.text == ")" or kept[-2].capitalised
    return before.capitalised and not before.possessive


def _end(tokens: list[Token], i: int, forms: names.Forms, text: str) -> int:
    """Where the longest of these forms ends that the tokens write from `i` on; `i` for none."""
    for form in forms:
        at, j = 0, i
        while j < len(tokens) and at < len(form) and j - i < _MOST_TOKENS:
            if tokens[j].text in _MARKS and at:
                j += 1
                continue
            words = names.fold(tokens[j].text).split()
            if not words or words != list(form[at : at + len(words)]):
                break
            at, j = at + len(words), j + 1
        if at == len(form) and not _is_spelled_out(form, text[tokens[i].start : tokens[j - 1].end]):
            return j
    return i


def _is_spelled_out(form: names.Form, written: str) -> bool:
    """True for single letters that only happen to stand side by side."""
    return all(len(word) == 1 for word in form) and not any(mark in written for mark in "./")


def _one(first: Token, last: Token, text: str) -> Token:
    return Token.of(text[first.start : last.end], _AS_RULES_KNOW_IT, first.start, last.end, capitalised=True)
