"""What speaks for a name being a company's, and what against: its own words, and the words around it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Entity, Mention, Sign, SignKind, Sort, Token

_MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}[A-Za-z]{0,3}\Z")  # A350, F-35, C295
_NAMED_MODEL = re.compile(r"[A-Z]{1,3}-\d{2,3}[A-Z]? [A-Z][a-z]+(?: [A-Z][a-z]+)?\Z")  # A-10 Warthog, F-15 Silent Eagle


def bracketed(mention: Mention) -> Iterable[str]:
    """Short forms that stand in brackets after a name: "National Australia Bank (NAB)"."""
    note = mention.sentence.notes.get(mention.last - 1)
    # more words are a remark
    if not note or len(note) > 3 or not (note[0].capitalised and note[0].text.isalpha() and len(note[0].text) > 1):
        return
    word = note[0].word
    if word not in LEX.places and word not in LEX.openers and word not in LEX.outlets:
        yield note[0].text


_ENOUGH = 12
"""What so many mentions have not shown, more will not."""


def gather(entity: Entity) -> None:
    """Collect the signs that speak for a company and the reasons against."""
    for surface in entity.surfaces:
        if (sign := name_shape(surface)) is not None:
            entity.signs.append(sign)
            break
    for mention in entity.mentions[:_ENOUGH]:
        _context(entity, mention)


def without_prefix(words: list[str]) -> list[str]:
    """The words of a name after "Bank of", "Grupo" and the like: "Sarti" of "Gruppo Sarti"."""
    n = 1
    while n < len(words) and (words[n] in LEX.prefix_links or words[n] in LEX.name_prefixes):
        n += 1
    return words[n:]


def extends(long: str, short: str) -> bool:
    """True if a long name goes on from a short one with "&" or a general word ("X Hotels & Resorts Worldwide Inc")."""
    rest = long[len(short) :].split()
    return long.startswith(short) and bool(rest) and (rest[0] == "&" or rest[0].lower() in LEX.world_words)


@lru_cache(maxsize=1 << 14)
def name_shape(surface: str) -> Sign | None:
    """What in a name's own words makes it a company's, None if nothing does."""
    words = names.fold(surface).split()
    if len(words) > 1 and words[-1] in names.legal_forms():
        return Sign(SignKind.LEGAL_FORM, words[-1])
    if len(words) > 1 and words[-1] in LEX.company_heads:
        return Sign(SignKind.HEAD, words[-1])
    return Sign(SignKind.AMPERSAND) if "&" in surface and len(words) > 1 else None


def _context(entity: Entity, mention: Mention) -> None:
    """Collect what the words around one mention say."""
    tokens = mention.sentence.tokens
    note = mention.sentence.notes.get(mention.last - 1)
    if note and _is_ticker(note):
        entity.signs.append(Sign(SignKind.TICKER))
    before = tokens[mention.first - 1].word if mention.first else ""
    after = tokens[mention.last].word if mention.last < len(tokens) else ""
    # a known name is no body because "university" stands before it
    if (before in LEX.bodies_before or after in LEX.offices_after) and not mention.matches:
        entity.body = True
        entity.reasons.append("public body")
    elif before in LEX.sector_nouns:
        entity.signs.append(Sign(SignKind.BEFORE, before))
    # "partner X" is a firm where X is known
    elif before in LEX.titles and not (mention.matches and before in LEX.roles_of_firms):
        entity.titled = True
        entity.reasons.append("titled")
    if before in LEX.papers or after in LEX.papers_after:
        entity.paper = True
        entity.reasons.append("paper")
    if after in LEX.corporate or (after in _MAY_TAKE_MONEY and takes_money(tokens, mention.last)):
        entity.signs.append(Sign(SignKind.AFTER, after))
    elif after == "who" or after in LEX.of_people:
        entity.titled = True
        entity.reasons.append("titled")
    elif after in LEX.plain_saying:
        entity.signs.append(Sign(SignKind.SPEAKS))
    elif after == ",":
        _apposition(entity, tokens, mention.last + 1)
    if mention.possessive and mention.last < len(tokens) and (after in LEX.possessed or after in LEX.opaque):
        entity.signs.append(Sign(SignKind.OWNS, after))


_MAY_TAKE_MONEY = LEX.raises_money | {"has", "have"}


def takes_money(tokens: list[Token], i: int) -> bool:
    """True for the words after a name that raises money, as only firms do: "has raised $8.7 million", "nabs $43M"."""
    if tokens[i : i + 1] and tokens[i].word in {"has", "have"}:
        i += 1
    words = [token.word for token in tokens[i : i + 2]]
    return len(words) == 2 and words[0] in LEX.raises_money and words[1] == "$"


_ENDS_APPOSITION = LEX.plain_saying | {",", "which", "who", "and", "with", "in", "from"}
_APPOSITION = 12
"""So many words after its comma an apposition says what the name is."""


def _apposition(entity: Entity, tokens: list[Token], i: int) -> None:
    """Collect what the words after a comma say of the name: "X, a maker of tyres", "X, an analyst at"."""
    for j, token in enumerate(tokens[i : i + _APPOSITION], i):
        word = token.word
        if word in _ENDS_APPOSITION or word in LEX.verb_forms:
            return
        if word in LEX.titles or word in LEX.of_people or word in LEX.scholars:
            # "Renault, its chairman said": people are introduced with their full names
            if entity.mentions and " " in entity.name:
                entity.titled = True
                entity.reasons.append("titled")
            return
        if word in LEX.sector_nouns or word in LEX.transparent:
            if word not in LEX.pairs and tokens[j + 1 : j + 2] and tokens[j + 1].word in LEX.plain_saying:
                return  # "invests in X, the company said"; "a pact with X, the companies said" is of X
            entity.signs.append(Sign(SignKind.CALLED, word))
            return


def _is_ticker(note: list[Token]) -> bool:
    """True for an exchange code in brackets: "(RENA.PA)", "(NASDAQ: LMNO)"."""
    if len(note) == 1:
        text = note[0].text
        return "." in text and text.replace(".", "").isalnum() and text.split(".")[-1].isupper()
    return len(note) <= 6 and note[0].word in LEX.exchanges


def person_name(entity: Entity) -> bool:
    """True for a given name and a surname, where nothing else says that it is a company."""
    words = entity.name.split()
    if len(words) > 2 and names.fold(words[-1]) in LEX.trusts and names.fold(words[0]) in LEX.first_names:
        return True  # "Edward K. Harlow Trust": a family's
    if not 2 <= len(words) <= 4 or any(sign.in_name for sign in entity.signs):
        return False
    # "J. Smith"
    if names.fold(words[0]) not in LEX.first_names and not (len(words[0]) == 2 and words[0][1] == "."):
        return False
    # "Carl Zeiss", "Tim Hortons" are companies that bear a person's name
    return not entity.company or entity.titled


def registered(entity: Entity) -> bool:
    """True for a name with a legal form, which only a firm has."""
    return any(sign.kind is SignKind.LEGAL_FORM for sign in entity.signs)


def _located(entity: Entity) -> bool:
    """True where a report shows a name to be a place: "in Silver Lake", "a mine at Silver Lake"."""
    return any(map(_in_place, entity.mentions[:_ENOUGH]))


def _in_place(mention: Mention) -> bool:
    words, first = mention.sentence.words, mention.first
    before, at = words[max(0, first - 2) : first - 1], words[max(0, first - 1) : first]
    if at == ["at"]:
        return not LEX.sites.isdisjoint(before)  # "a partner at Silver Lake"
    if at and (at[0] == "in" or at[0] in LEX.prepositions_of_nearness):
        return LEX.signs_of_stakes.isdisjoint(before)  # "a stake in Silver Lake"
    state = words[mention.last + 1 : mention.last + 3]
    follows = words[mention.last : mention.last + 1] == [","]
    return follows and (" ".join(state) in LEX.places or " ".join(state[:1]) in LEX.places)


def other_sort(entity: Entity) -> tuple[Sort, str] | None:
    """What a name's own words make it if it is no company: a public body, a place, a rule; and why, in words."""
    words = names.fold(entity.name).split()
    # "Overseas Union Enterprise Ltd"; but "agency SPA" is no S.p.A.
    firm = registered(entity) and len(words) > 2
    # what ends a company's name is no body: "Sanzaru Games"
    bodily = words[:-1] if words and words[-1] in LEX.company_heads else words
    if entity.body or not (firm or LEX.body_words.isdisjoint(bodily)):
        return Sort.BODY, "a public body"
    if words and words[-1] in LEX.place_ends:
        known = bool(entity.company) and len(words) > 1 and not _located(entity)
        return (Sort.COMPANY, "") if known else (Sort.PLACE, "a place")
    if _MODEL.match(entity.name) or (not entity.company and _NAMED_MODEL.match(entity.name)):
        return Sort.OTHER, "a model"
    if words and words[0].partition("-")[0] + "-" in LEX.titles:  # "Ex-Citi"
        return Sort.OTHER, "a former employer"
    if words and words[-1] in LEX.rule_ends:
        return Sort.OTHER, "a rule or an index"
    lettered = bool(words) and words[0] in LEX.security_starts and (len(words) == 1 or len(words[-1]) == 1)
    if words and (words[-1] in LEX.security_ends or lettered):
        return Sort.OTHER, "a security or a sum"
    return None
