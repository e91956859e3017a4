"""Whose words a sentence gives: an outlet's, a company's on the record, unnamed people's, an outsider's."""

from dataclasses import dataclass
from enum import StrEnum

from alliance_cli.extract import lexicon
from alliance_cli.extract.clauses import Clause
from alliance_cli.extract.identity import Entity, Sort
from alliance_cli.extract.mentions import Mention


class Voice(StrEnum):
    """Who speaks."""

    ANONYMOUS = "anonymous"
    OUTLET = "outlet"
    RECORD = "on the record"
    FILING = "filing"
    OUTSIDER = "outsider"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker in a sentence, with the token of the verb of saying; `name` is the outlet's or company's."""

    voice: Voice
    name: str
    at: int
    entity: Entity | None = None
    verb: str = ""


_ANONYMOUS_AFTER = frozenset("familiar briefed close knowledge involved informed aware unidentified unnamed".split())
_PAPERS = frozenset("newspaper paper daily magazine weekly website broadcaster newswire tabloid blog outlet".split())
_COMPANY_NOUNS = frozenset("company companies automaker automakers carmaker carmakers airline airlines bank maker firm group retailer chipmaker manufacturer carrier giant drugmaker insurer lender it they he she both".split())
_INVERTED = frozenset({"said", "says", "told"})


def attributions(clause: Clause, last_outlet: str) -> list[Attribution]:
    """Every speaker of a sentence, left to right; `last_outlet` is what "the paper" means."""
    found: list[Attribution] = []
    lows = clause.lows
    for i, low in enumerate(lows):
        if clause.mention_at[i] is not None:
            continue
        if low == "according" or low in {"citing", "cited", "quoting", "cites"}:
            made = _right(clause, i + 1, last_outlet, low)
            if low not in {"according"}:
                left = _left(clause, i, last_outlet)
                if left and left.voice is Voice.OUTLET:
                    found.append(left)
            if made:
                found.append(made)
        elif low in {"reportedly", "rumored", "rumoured"}:
            found.append(Attribution(Voice.ANONYMOUS, "", i, verb=low))
        elif low == "report" and i + 1 < len(lows) and lows[i + 1] in {"by", "in", "from", "on"}:
            made = _right(clause, i + 2, last_outlet, low)
            if made and made.voice is Voice.OUTLET:
                found.append(made)
        elif low in lexicon.reporting() and low not in {"report", "state", "note", "show", "claim", "claims"}:
            made = _left(clause, i, last_outlet)
            if made is None and low in _INVERTED:
                made = _right(clause, i + 1, last_outlet, low)
            if made:
                found.append(made)
    return found


def _left(clause: Clause, i: int, last_outlet: str) -> Attribution | None:
    """The speaker before a verb of saying: the nearest noun or name that can speak."""
    verb = clause.lows[i]
    j = i - 1
    anonymous = False
    while j >= max(0, i - 14):
        low = clause.lows[j]
        mention = clause.mention_at[j]
        if low in {";"}:
            return None
        if low in _ANONYMOUS_AFTER:
            anonymous = True
        if mention is not None:
            if anonymous and not _is_person(mention):
                j = mention.first - 1
                continue
            made = _by_mention(clause, mention, i, verb)
            if made is not None:
                return made
            j = mention.first - 1
            continue
        made = _by_noun(clause, j, i, last_outlet, anonymous, verb)
        if made is not None:
            return made
        j -= 1
    return None


def _is_person(mention: Mention) -> bool:
    return isinstance(mention.entity, Entity) and mention.entity.sort is Sort.PERSON


def _right(clause: Clause, i: int, last_outlet: str, verb: str) -> Attribution | None:
    """The speaker after "according to", "citing" or an inverted "said"."""
    for j in range(i, min(len(clause), i + 12)):
        low = clause.lows[j]
        mention = clause.mention_at[j]
        if mention is not None:
            if mention.last < len(clause) and mention.poss and clause.lows[mention.last] in _PAPERS | {"report"}:
                return _by_mention(clause, mention, i, verb)
            made = _by_mention(clause, mention, i, verb)
            if made is not None:
                return made
            continue
        if low in {",", ";", "that"} and j > i:
            return None
        made = _by_noun(clause, j, i, last_outlet, False, verb)
        if made is not None:
            return made
    return None


def _by_mention(clause: Clause, mention: Mention, at: int, verb: str) -> Attribution | None:
    entity = mention.entity
    if not isinstance(entity, Entity):
        return None
    if entity.sort is Sort.OUTLET:
        if entity.outlet == "Reuters" and verb in {"told", "tells", "telling"}:
            return None
        return Attribution(Voice.OUTLET, entity.outlet, at, entity, verb)
    weak = lexicon.outlets().get(mention.folded)
    if weak and not entity.company:
        return Attribution(Voice.OUTLET, weak[0], at, entity, verb)
    if entity.sort is Sort.PERSON:
        outsider = is_outsider(entity)
        return Attribution(Voice.OUTSIDER if outsider else Voice.RECORD, entity.name, at, entity, verb)
    if entity.sort in (Sort.COMPANY, Sort.UNKNOWN):
        around = clause.lows[max(0, mention.first - 4) : min(len(clause), mention.last + 4)]
        if set(around) & {"analyst", "analysts", "strategist", "economist"}:
            return Attribution(Voice.OUTSIDER, entity.name, at, entity, verb)
        return Attribution(Voice.RECORD, entity.name, at, entity, verb)
    if entity.sort is Sort.BODY:
        return Attribution(Voice.OUTSIDER, entity.name, at, entity, verb)
    return None


def is_outsider(person: Entity) -> bool:
    """True for an analyst, a minister, a lawyer: one who speaks for no party."""
    outside = lexicon.grammar("outsiders")
    for mention in person.mentions[:3]:
        lows = [token.low for token in mention.sentence.tokens[max(0, mention.first - 6) : mention.last + 8]]
        if outside.intersection(lows):
            return True
    return False


def _by_noun(clause: Clause, j: int, at: int, last_outlet: str, anonymous: bool, verb: str) -> Attribution | None:
    low = clause.lows[j]
    if low in _PAPERS:
        return Attribution(Voice.OUTLET, last_outlet, at, verb=verb)
    cue = lexicon.match(lexicon.speakers(), clause.lows, j)
    if cue is None:
        return None
    if cue.frame == "anonymous":
        if low in {"people", "person", "executives", "banker", "bankers"} and not anonymous:
            if not _ANONYMOUS_AFTER.intersection(clause.lows[j : j + 8]) and low in {"people", "person"} and verb not in {"said", "citing", "according"}:
                return None
        if low in {"report", "reports", "media"}:
            return Attribution(Voice.OUTLET, last_outlet if low == "report" else "", at, verb=verb)
        return Attribution(Voice.ANONYMOUS, "", at, verb=verb)
    if cue.frame == "outsider":
        if anonymous:
            return Attribution(Voice.ANONYMOUS, "", at, verb=verb)
        if low in {"official", "officials"} and any(clause.mention_at[max(0, j - 2) : j]):
            return Attribution(Voice.RECORD, "", at, verb=verb)
        return Attribution(Voice.OUTSIDER, "", at, verb=verb)
    if anonymous and low not in {"he", "she", "it"}:
        return Attribution(Voice.ANONYMOUS, "", at, verb=verb)
    if cue.frame == "filing" or low in {"filing", "filings", "document", "documents"}:
        return Attribution(Voice.FILING, "", at, verb=verb)
    if low in {"document", "documents", "memo", "letter"}:
        return Attribution(Voice.FILING, "", at, verb=verb)
    return Attribution(Voice.RECORD, low if low in {"he", "she", "it", "they"} else "", at, verb=verb)
