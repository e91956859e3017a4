"""What speaks for a name being a company's, and what against: its own words, and the words around it."""

import re
from collections.abc import Iterable

from alliance_cli import names
from alliance_cli.extract.document import Entity, Mention, Sort, Token
from alliance_cli.extract.en.lexicon import LEX

_MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}[A-Za-z]{0,3}\Z")  # A350, F-35, C295


def bracketed(mention: Mention) -> Iterable[str]:
    """Short forms that stand in brackets after a name: "National Australia Bank (NAB)"."""
    note = mention.sentence.notes.get(mention.last - 1)
    if not note or len(note) > 3 or not (note[0].capitalised and note[0].text.isalpha() and len(note[0].text) > 1):
        return
    word = note[0].word
    if word not in LEX.places and word not in LEX.openers and word not in LEX.outlets:
        yield note[0].text


def forms_of(entity: Entity) -> Iterable[str]:
    """The names of an entity, folded."""
    for surface in entity.surfaces:
        yield names.fold(surface)


def gather(entity: Entity) -> None:
    """Collect the signs that speak for a company and the reasons against."""
    if len(entity.mentions) and (sign := _shape(entity)):
        entity.signs.append(sign)
    for mention in entity.mentions[:12]:
        _context(entity, mention)


def _shape(entity: Entity) -> str:
    return next((sign for surface in entity.surfaces if (sign := name_shape(surface))), "")


def without_prefix(words: list[str]) -> list[str]:
    """The words of a name after "Bank of", "Grupo" and the like."""
    n = 1
    while n < len(words) and (words[n] in {"of", "de", "do", "da"} or words[n] in LEX.name_prefixes):
        n += 1
    return words[n:]


def extends(long: str, short: str) -> bool:
    """True if a long name goes on from a short one with "&" or a general word ("X Hotels & Resorts Worldwide Inc")."""
    rest = long[len(short) :].split()
    return (
        long.startswith(short)
        and bool(rest)
        and (rest[0] == "&" or rest[0].lower() in {"worldwide", "international", "global"})
    )


def name_shape(surface: str) -> str:
    """What in a name's own words makes it a company's, "" if nothing does."""
    words = names.fold(surface).split()
    if len(words) > 1 and words[-1] in names.legal_forms():
        return f"legal form {words[-1]}"
    if len(words) > 1 and words[-1] in LEX.company_heads:
        return f"ends in {words[-1]}"
    return "ampersand" if "&" in surface and len(words) > 1 else ""


def _context(entity: Entity, mention: Mention) -> None:
    tokens = mention.sentence.tokens
    note = mention.sentence.notes.get(mention.last - 1)
    if note and _is_ticker(note):
        entity.signs.append("ticker")
    before = tokens[mention.first - 1].word if mention.first else ""
    after = tokens[mention.last].word if mention.last < len(tokens) else ""
    if before in LEX.bodies_before and not mention.matches:
        entity.reasons.append("public body")
    elif before in LEX.sector_nouns:
        entity.signs.append(f"{before} before it")
    elif before in LEX.titles and not (mention.matches and before in {"partner", "investor", "general"}):
        entity.reasons.append("titled")
    if before in LEX.papers or after in {"newspaper", "magazine", "daily"}:
        entity.reasons.append("paper")
    if after in LEX.corporate:
        entity.signs.append(f"{after} after it")
    elif after in {"who", "aged"}:
        entity.reasons.append("titled")
    elif after in {"said", "says"}:
        entity.signs.append("weak: speaks")
    elif after == ",":
        _apposition(entity, tokens, mention.last + 1)
    if mention.possessive and mention.last < len(tokens) and after in (LEX.possessed | LEX.opaque):
        entity.signs.append(f"has {after}")


def _apposition(entity: Entity, tokens: list[Token], i: int) -> None:
    """What the words after a comma say of the name: "X, a maker of tyres", "X, an analyst at"."""
    for token in tokens[i : i + 12]:
        word = token.word
        if word in {",", "which", "who", "said", "says", "and", "with", "in", "from"} or word in LEX.verb_forms:
            return
        if word in LEX.titles or word in {"aged", "professor", "who"}:
            if entity.mentions and " " in entity.name:
                entity.reasons.append("titled")
            return
        if word in LEX.sector_nouns or word in LEX.transparent:
            entity.signs.append(f"called a {word}")
            return


def _is_ticker(note: list[Token]) -> bool:
    text = "".join(token.text for token in note)
    if len(note) == 1:
        return "." in text and text.replace(".", "").isalnum() and text.split(".")[-1].isupper()
    return len(note) <= 6 and note[0].word in LEX.exchanges


def person_name(entity: Entity, strong: list[str]) -> bool:
    """True for a given name and a surname, where nothing else says that it is a company."""
    words = entity.name.split()
    firm = [sign for sign in strong if sign == "ticker" or sign.startswith(("legal", "ends", "ampersand"))]
    if not 2 <= len(words) <= 4 or firm:
        return False
    if names.fold(words[0]) not in LEX.first_names and not (len(words[0]) == 2 and words[0][1] == "."):
        return False
    return not entity.company or "titled" in entity.reasons


def other_sorts(entity: Entity) -> Iterable[Sort]:
    """What a name's own words make it if it is no company: a public body, a place, a rule."""
    words = names.fold(entity.name).split()
    if any(word in LEX.body_words for word in words) or "public body" in entity.reasons:
        entity.reasons.append("a public body")
        yield Sort.BODY
    elif words and words[-1] in LEX.place_ends:
        entity.reasons.append("a place")
        yield Sort.PLACE
    elif _MODEL.match(entity.name):
        entity.reasons.append("a model")
        yield Sort.OTHER
    elif words and words[-1] in LEX.rule_ends:
        entity.reasons.append("a rule or an index")
        yield Sort.OTHER
