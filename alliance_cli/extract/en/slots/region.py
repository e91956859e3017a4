"""For which market or place a talk is, where the words of its readings say so."""

from collections.abc import Iterator, Sequence
from typing import Final

from alliance_cli.extract.document import SentenceFacts, SentenceView, TalkCandidate
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.spans import Entity, Mention, Sort

_BEFORE: Final = 9
"""How many words before a cue may name its market."""
_LEADING: Final = 2
"""How many of the weightiest sentences are asked: what stands far from the lead is seldom of the deal."""
_HEAD: Final = 4
"""How many words after a place may come up to the noun of what is there: "the Aktobe chrome mine"."""

_AT_SITE = LEX.prepositions_of_nearness | {"in", "at"}
_CALENDAR = LEX.times | LEX.seasons
_PEOPLE = LEX.outsiders | LEX.relations | LEX.own_minds | LEX.officers | LEX.peers | LEX.unnamed_people


def region(talk: TalkCandidate, facts: Sequence[SentenceFacts]) -> str:
    """The market a talk is for, as written: "China" for "a venture to make buses in China"; "" if none is said."""
    counts: dict[str, float] = {}
    for fact in sorted(facts, key=lambda fact: -fact.weight)[:_LEADING]:
        for place in _places(talk, fact) if fact.asserted else ():
            counts[place] = counts.get(place, 0.0) + fact.weight
    return max(counts, key=lambda place: counts[place]) if counts else ""


def _places(talk: TalkCandidate, fact: SentenceFacts) -> Iterator[str]:
    """The places of a sentence that the deal may be for, after a preposition or before the noun of what is there."""
    view = fact.view
    start, stop = _reach(view, fact.at)
    for i in range(start, stop):
        if i + 1 < stop and view.words[i] in LEX.place_prepositions:
            yield from _after_preposition(talk, view, i)
        elif view.sentence.tokens[i].capitalised:
            yield from _before_noun(talk, view, i)


def _reach(view: SentenceView, at: int) -> tuple[int, int]:
    """The words that speak of the deal whose cue is the word `at`: from a few before it up to the next ";"."""
    stop = len(view)
    for i in range(at + 1, len(view)):
        if view.words[i] == ";":
            stop = i
            break
    return max(0, at - _BEFORE), stop


def _after_preposition(talk: TalkCandidate, view: SentenceView, i: int) -> Iterator[str]:
    """The place of "in Senegal", "off Mozambique", "at Sacheon", "for the Nordic market"."""
    if not LEX.no_markets.isdisjoint(view.words[max(0, i - 3) : i]):
        return  # "said in London", "headquartered in Osaka"
    j = i + 1
    while j < len(view) - 1 and view.words[j] in LEX.place_parts and view.mention_at[j] is None:
        j += 1
    mention = view.mention_at[j]
    if mention is None or mention.first != j or mention.possessive or _part_of_name(view, mention):
        return
    entity = mention.entity
    if entity in talk.parts:
        return
    if entity.sort is Sort.PLACE:
        if not _says_which(view, mention.last):
            yield mention.surface
        return
    # A name that no list has is a place by its preposition, if it is one word and no acronym: "at Sacheon".
    unlisted = entity.sort in (Sort.UNKNOWN, Sort.COMPANY) and not entity.company and not _is_party(talk, entity)
    site = view.words[i] in _AT_SITE and len(mention.surface.split()) == 1
    if unlisted and site and mention.surface.istitle() and not _of_calendar(mention.surface):
        yield mention.surface


def _says_which(view: SentenceView, first: int) -> bool:
    """True where a place only says which firm or court is meant: "for U.S. gene decoder Illumina", "in U.S. court"."""
    for i in range(first, min(len(view), first + _HEAD)):
        mention = view.mention_at[i]
        if mention is not None:
            return i > first and mention.entity.sort is Sort.COMPANY and not mention.possessive
        if view.words[i] in LEX.no_markets:
            return True
        if not view.words[i][0].isalpha() or view.words[i] in LEX.prepositions or view.words[i] in LEX.conjunctions:
            return False
    return False


def _part_of_name(view: SentenceView, mention: Mention) -> bool:
    """True for a place that leads up to a name: "in Xiamen Airlines"."""
    entity = view.entity_at(mention.last)
    return entity is not None and entity.sort is Sort.COMPANY


def _is_party(talk: TalkCandidate, entity: Entity) -> bool:
    """True for a party and for a unit of one."""
    return any(entity is part or entity.parent is part for part in talk.parts)


def _before_noun(talk: TalkCandidate, view: SentenceView, i: int) -> Iterator[str]:
    """The place of "its Philippine business", "the Aktobe chrome mine"."""
    tokens, mention = view.sentence.tokens, view.mention_at[i]
    if mention is None:
        if view.words[i] not in LEX.demonyms:
            return
        lead = i - 1 if i and tokens[i - 1].word in LEX.place_parts and tokens[i - 1].capitalised else i
        last = i + 1
        while last < len(view) and view.mention_at[last] is None and view.words[last] in LEX.demonyms:
            last += 1  # "Latin American", "Eastern European"
        found = " ".join(token.text for token in tokens[lead:last])
    else:
        entity = mention.entity
        if mention.first != i or mention.possessive or _is_party(talk, entity):
            return
        unlisted = entity.sort is Sort.UNKNOWN and not entity.company and not view.sentence.title_case
        if entity.sort is not Sort.PLACE and not unlisted:
            return
        found, last = mention.surface, mention.last
    before = view.words[i - 1] if i else ""
    if mention is not None and mention.entity.sort is not Sort.PLACE and found.lower() not in LEX.places:
        # Before "business" or "market" a name that no list has is that of goods, of rules or of a trade.
        if _may_be_ground(found) and _heads_site(view, last, LEX.grounds, owned=False):
            yield found
    elif _heads_site(view, last, LEX.sites, owned=before in {"its", "their"} or before.isdigit()):
        yield found


def _may_be_ground(name: str) -> bool:
    """True for "Escondida" and "Tavan Tolgoi": no initials, and nothing of the calendar."""
    return not name.isupper() and not _of_calendar(name)


def _of_calendar(name: str) -> bool:
    """True for "July-September" and "Spring"."""
    return not _CALENDAR.isdisjoint(name.lower().replace("-", " ").split())


def _heads_site(view: SentenceView, first: int, sites: frozenset[str], *, owned: bool) -> bool:
    """True if the noun phrase that goes on at `first` is of something that stands or is sold in a place.

    `sites` are the nouns that say so; what is `owned` may be any things, in the plural.
    """
    for i in range(first, min(len(view), first + _HEAD)):
        word = view.words[i]
        if view.mention_at[i] is not None or not word[0].isalpha() or word in LEX.prepositions:
            return False
        if word in sites or (owned and _things(word)):
            # In "the Swedish open-banking platform Tink" the place only says which company is meant.
            if view.words[i + 1 : i + 2] and view.words[i + 1] in LEX.sector_nouns:
                return False  # "Canadian market operator TMX"
            after = view.mention_at[i + 1] if i + 1 < len(view) else None
            return after is None or after.possessive
        if word in LEX.conjunctions or word in LEX.sector_nouns:
            return False
    return False


def _things(word: str) -> bool:
    """True for a plural that is not of people: "breweries", not "rivals"."""
    if not word.endswith("s") or word.endswith("ss") or word in LEX.sector_nouns:
        return False
    return word not in _PEOPLE and word[:-1] not in _PEOPLE
