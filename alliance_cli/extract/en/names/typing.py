"""What sort of thing each name of a report is: a company, a person, a place, a public body, an outlet."""

from collections.abc import Callable, Sequence

from alliance_cli import names
from alliance_cli.extract.document import Entity, Sort
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.type_evidence import forms_of, gather, other_sorts, person_name


def settle(entities: Sequence[Entity], find: Callable[[str], Entity | None]) -> None:
    """Decide what each entity is, and which are parts of others; `find` gives the entity of a name's key."""
    for entity in entities:
        _judge(entity)
    _surnames(entities)
    _units(entities, find)


def _judge(entity: Entity) -> None:
    """Decide what the entity is."""
    gather(entity)
    key = names.key(max(entity.surfaces, key=len))
    strong = [sign for sign in entity.signs if not sign.startswith("weak")]
    if key in LEX.places and "ticker" not in strong:
        entity.sort = Sort.PLACE
        entity.reasons.append("a place")
    elif names.fold(entity.name) in LEX.watchers and "ticker" not in strong:
        entity.sort = Sort.BODY
        entity.reasons.append("a rater or adviser")
    elif key in LEX.products and not strong:
        entity.sort = Sort.OTHER
        entity.reasons.append("a product or a market term")
    elif key in LEX.agencies and "ticker" not in strong:
        entity.sort = Sort.BODY
        entity.reasons.append("a public body")
    elif (entity.company and not entity.common_word and not person_name(entity, strong)) or (
        entity.company and (strong or (entity.signs and "titled" not in entity.reasons))
    ):
        entity.sort = Sort.COMPANY
    elif "titled" in entity.reasons or (person_name(entity, strong)):
        entity.sort = Sort.PERSON
    elif any(other_sorts(entity)):
        entity.sort = next(sort for sort in other_sorts(entity) if sort)
    elif strong or (len(entity.mentions) >= 3 and entity.signs):
        entity.sort = Sort.COMPANY
    if "paper" in entity.reasons and not entity.company:
        entity.outlet, entity.sort = entity.name, Sort.OUTLET
        return
    outlet = next((LEX.outlets[f] for f in forms_of(entity) if f in LEX.outlets), None)
    if outlet and not outlet.spoken:
        entity.outlet = outlet.name
        entity.sort = Sort.OUTLET


def _surnames(entities: Sequence[Entity]) -> None:
    """A single word that ends a person's full name is that person."""
    people = {names.fold(e.name).split()[-1]: e for e in entities if e.sort is Sort.PERSON and " " in e.name}
    for entity in entities:
        word = names.fold(entity.name)
        known = entity.company and " " in entity.name
        firm = any(sign == "ticker" or sign.startswith(("legal", "ends")) for sign in entity.signs)
        if word in people and entity is not people[word] and not known and not firm:
            entity.sort = Sort.PERSON
            entity.reasons.append("surname of " + people[word].name)
            entity.parent = people[word]


def _units(entities: Sequence[Entity], find: Callable[[str], Entity | None]) -> None:
    """A name that begins with a known company's name is a unit of it ("Ford Credit")."""
    for entity in entities:
        if entity.company or entity.sort not in (Sort.COMPANY, Sort.UNKNOWN):
            continue
        words = names.key(entity.name).split()
        for n in range(len(words) - 1, 0, -1):
            parent = find(" ".join(words[:n]))
            if parent is not None and parent is not entity and parent.company:
                entity.parent = parent
                break
