"""What sort of thing each name of a report is: a company, a person, a place, a public body, an outlet."""

from collections.abc import Callable, Sequence

from alliance_cli import names
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.bidders import mark_bidders
from alliance_cli.extract.en.names.ordinary import of_small_words
from alliance_cli.extract.en.names.type_evidence import gather, other_sort, person_name
from alliance_cli.extract.spans import Entity, Mention, SignKind, Sort


def settle(entities: Sequence[Entity], find: Callable[[str], Entity | None]) -> None:
    """Decide what each entity is, and which are parts of others; `find` gives the entity of a name's key.

    Surnames come after all are judged, as the full name may stand later in the report; units last, as people have none.
    """
    for entity in entities:
        _judge(entity)
    _surnames(entities)
    _units(entities, find)
    mark_bidders(entities)


def _judge(entity: Entity) -> None:
    """Decide what an entity is: what lists say of its name, then what its own words and the report say."""
    gather(entity)
    strong = any(sign.strong for sign in entity.signs)
    # what lists say of a name goes before what the report shows
    sort, why = _listed(entity, strong=strong) or _shown(entity, strong=strong) or (Sort.UNKNOWN, "")
    entity.sort = sort
    if why:
        entity.reasons.append(why)
    outlet = _outlet(entity)
    if entity.paper and not entity.company and not any(sign.in_name for sign in entity.signs):
        entity.outlet, entity.sort = entity.name, Sort.OUTLET
    elif outlet is not None:
        entity.outlet, entity.sort = outlet, Sort.OUTLET
    entity.plain = entity.may_be_party and not entity.company and of_small_words(entity.name)


def _outlet(entity: Entity) -> str | None:
    """The listed outlet that an entity is whatever else it is; not one whose name counts only beside a verb of saying.

    "Times" and "Mint" are such names, and "PTI", short for "PTI Health" in a report, is no agency there.
    """
    outlet = None
    for surface in entity.surfaces:  # asked of every name, and nearly none is one
        if (outlet := LEX.outlets.get(names.fold(surface))) is not None:
            break
    if outlet is None or outlet.spoken:
        return None
    longest = max(entity.surfaces, key=len)
    known = names.fold(longest) in LEX.outlets or names.key(longest) in LEX.outlets
    return outlet.name if known else None


def _listed(entity: Entity, *, strong: bool) -> tuple[Sort, str] | None:
    """What the lists of names that are no companies make of an entity, unless it has an exchange code."""
    key = names.key(max(entity.surfaces, key=len))
    if (key in LEX.places or _of_places(entity, key, strong=strong)) and not _traded(entity):
        return Sort.PLACE, "a place"
    watches = names.fold(entity.name) in LEX.watchers and not _traded(entity)
    if watches and not any(map(_deals, entity.mentions)):
        return Sort.BODY, "a rater or adviser"
    if key in LEX.products and not strong:
        return Sort.OTHER, "a product or a market term"
    if key.rpartition(" ")[2] in LEX.exchange_names and all(map(_lists, entity.mentions)):
        return Sort.BODY, "where shares are traded"
    if _firm_of_lawyers(entity):
        return Sort.BODY, "a firm of lawyers"
    public = key in LEX.agencies or key in LEX.bodies
    return (Sort.BODY, "a public body") if public and not _traded(entity) else None


def _traded(entity: Entity) -> bool:
    return any(sign.kind is SignKind.TICKER for sign in entity.signs)


def _of_places(entity: Entity, key: str, *, strong: bool) -> bool:
    """True for a name that places and adjectives of countries make up: "Mideast-US", "D.C. Maryland"."""
    known = bool(entity.company) or strong or " " not in key
    return not known and all(word in LEX.places or word in LEX.demonyms for word in names.fold(entity.name).split())


_LISTED = 10
"""So many words around the name of an exchange say what it is there for: "delist it from the Oslo Stock Exchange"."""


def _lists(mention: Mention) -> bool:
    """True where an exchange is named as the place where shares are traded or filings are made."""
    words, first = mention.sentence.words, max(0, mention.first - _LISTED)
    around = words[first : mention.first] + words[mention.last : mention.last + _LISTED]
    before = words[max(0, mention.first - 2) : mention.first]
    return not LEX.of_listing.isdisjoint(around) and not LEX.prepositions.isdisjoint(before)


def _firm_of_lawyers(entity: Entity) -> bool:
    """True for a partnership that a report shows at law: "Kessler Lowe LLP is investigating"."""
    forms = any(names.fold(surface).rpartition(" ")[2] in LEX.law_forms for surface in entity.surfaces)
    return forms and any(not LEX.of_lawyers.isdisjoint(m.sentence.words) for m in entity.mentions)


def _deals(mention: Mention) -> bool:
    """True where a rater does what raters do not do of others: "Moody's and X are", "Moody's has agreed to buy"."""
    tokens, i = mention.sentence.tokens, mention.last
    if i < len(tokens) and tokens[i].word == "and":
        first = i = i + 1
        while i < len(tokens) and tokens[i].capitalised:
            i += 1
        other = names.fold(" ".join(token.text for token in tokens[first:i]))
        return first < i < len(tokens) and tokens[i].word in LEX.auxiliaries and other not in LEX.watchers
    while i < len(tokens) and (tokens[i].word in LEX.auxiliaries or tokens[i].word in LEX.to_deals):
        i += 1
    return mention.last < i < len(tokens) and tokens[i].word in LEX.takes_whole


def _shown(entity: Entity, *, strong: bool) -> tuple[Sort, str] | None:
    """What an entity is by the gazetteer, its own words and those around it."""
    known = bool(entity.company)
    person = person_name(entity)
    # a common word ("Apple") needs a sign, and so does what may be a person
    if known and ((not entity.common_word and not person) or strong or (entity.signs and not entity.titled)):
        return Sort.COMPANY, ""
    # "mortgage financier Sarto Finance Ltd": no person has a legal form
    if (entity.titled and not any(sign.in_name for sign in entity.signs)) or person:
        return Sort.PERSON, ""
    other = other_sort(entity)
    if other is not None:
        return other
    often = len(entity.mentions) >= _OFTEN and bool(entity.signs)
    return (Sort.COMPANY, "") if strong or often else None


_OFTEN = 3
"""Named so often, a single weak sign is enough."""


def _surnames(entities: Sequence[Entity]) -> None:
    """Make a name that is the last word of a person's full name that person, unless it is shown to be a company."""
    people = {names.fold(e.name).split()[-1]: e for e in entities if e.sort is Sort.PERSON and " " in e.name}
    for entity in entities:
        word = names.fold(entity.name)
        known = entity.company and " " in entity.name
        firm = any(sign.in_name and sign.kind is not SignKind.AMPERSAND for sign in entity.signs)
        known = known or (bool(entity.company) and word in people and _earlier(entity, people[word]))
        if word in people and entity is not people[word] and not known and not firm:
            entity.sort = Sort.PERSON
            entity.reasons.append("surname of " + people[word].name)
            entity.parent = people[word]


def _earlier(entity: Entity, person: Entity) -> bool:
    """True if a report names a company before the person whose surname it bears: "Ford", then "Bill Ford"."""
    first, other = entity.mentions[0], person.mentions[0]
    places = [(not named.sentence.headline, named.sentence.index, named.first) for named in (first, other)]
    return places[0] < places[1]


_OWNER_WORDS = 10
"""The name of no owner has more words."""


def _units(entities: Sequence[Entity], find: Callable[[str], Entity | None]) -> None:
    """Make an unknown name that begins with a known company's name a unit of it ("Ford Credit")."""
    for entity in entities:
        if entity.company or entity.sort not in (Sort.COMPANY, Sort.UNKNOWN):
            continue
        words = names.key(entity.name).split()
        # the longest owner first: "Hitachi Astemo Brake" is Hitachi Astemo's
        for n in range(min(len(words) - 1, _OWNER_WORDS), 0, -1):
            parent = find(" ".join(words[:n]))
            if parent is not None and parent is not entity and parent.company:
                entity.parent = parent
                break
