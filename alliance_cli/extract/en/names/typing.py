"""Who the names of a report are: one entity for all forms of a name, and what sort of thing it is."""

from collections.abc import Sequence
from datetime import date

from alliance_cli import names
from alliance_cli.extract.document import Entity, Mention, Sentence, Sort
from alliance_cli.extract.en.lexicon import LEX
from alliance_cli.extract.en.names.finder import Finder
from alliance_cli.extract.en.names.type_evidence import (
    bracketed,
    extends,
    forms_of,
    gather,
    name_shape,
    other_sorts,
    person_name,
    without_prefix,
)
from alliance_cli.gazetteer import Gazetteer, Match


class Resolver:
    """Gathers mentions into entities."""

    def __init__(self, gazetteer: Gazetteer, published: date | None) -> None:
        self._gazetteer = gazetteer
        self._day = published
        self.entities: list[Entity] = []
        self._by_company: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._acronyms: dict[str, Entity] = {}
        self.body_surfaces: frozenset[str] = frozenset()
        self._place: dict[str, int] = {}

    def resolve(self, mentions: Sequence[Mention]) -> list[Entity]:
        """Set `entity` of every mention; longer names first, so that short forms find them."""
        for place, mention in enumerate(mentions):
            self._place.setdefault(mention.surface, place)
        self.body_surfaces = frozenset(m.surface for m in mentions if not m.sentence.headline)
        forms: dict[str, list[Mention]] = {}
        for mention in mentions:
            forms.setdefault(mention.folded, []).append(mention)
        order = sorted(forms.values(), key=lambda group: -len(names.key(group[0].surface).split()))
        for group in order:
            entity = self._entity(group[0])
            for mention in group:
                mention.entity = entity
        for mention in mentions:
            held = mention.entity
            if not held.mentions:
                self.entities.append(held)
            held.mentions.append(mention)
        for entity in self.entities:
            self._judge(entity)
        self._surnames()
        self._units()
        return self.entities

    def _entity(self, mention: Mention) -> Entity:
        key = names.key(mention.surface)
        matches = self._in_time(mention.matches)
        entity = self._held(key, mention, matches)
        if entity is None:
            entity = Entity(mention.surface)
        if matches and not entity.company and (len(matches) == 1 or not entity.candidates):
            self._identify(entity, matches)
        self._by_name.setdefault(key, entity)
        if entity.company:
            self._by_company.setdefault(entity.company, entity)
        if " " in key:
            initials = "".join(
                word[0] for word in names.fold(mention.surface).split() if word not in {"of", "and", "the"}
            )
            self._acronyms.setdefault(initials, entity)
            self._acronyms.setdefault("".join(word[0] for word in key.split()), entity)
        for acronym in bracketed(mention):
            self._by_name.setdefault(names.key(acronym), entity)
        return entity

    def _held(self, key: str, mention: Mention, matches: Sequence[Match]) -> Entity | None:
        """The entity already made that this shorter form names."""
        if matches and key in self._by_name and not self._by_name[key].company:
            return self._by_name[key]
        clipped = self._clipped(key, mention)
        if clipped is not None:
            return clipped
        longer = self._longer(key) if matches else None
        if longer is not None and self._rather_longer(mention, matches, longer):
            return longer
        for match in matches:
            if match.company in self._by_company:
                return self._by_company[match.company]
        if key in self._by_name:
            return self._by_name[key]
        if matches:
            return self._owner_named_after(key, matches)
        if mention.surface.isupper() and 2 <= len(key) <= 6 and key in self._acronyms:
            return self._acronyms[key]
        if key in LEX.places or key in LEX.demonyms:
            return None
        return self._longer(key)

    def _owner_named_after(self, key: str, matches: Sequence[Match]) -> Entity | None:
        """An owner named in the report whose name holds this one ("Peugeot" beside "PSA Peugeot Citroen")."""
        for match in matches:
            company = self._gazetteer.company(match.company)
            for parent in company.parents if company else ():
                owner = self._by_company.get(parent.company)
                if owner is not None and f" {key} " in f" {names.key(owner.name)} ":
                    return owner
        return None

    def _clipped(self, key: str, mention: Mention) -> Entity | None:
        """A headline may clip a name that the body spells out ("Daimler" for "DaimlerChrysler")."""
        if not mention.sentence.headline or " " in key or len(key) < 5 or mention.surface in self.body_surfaces:
            return None
        for name, entity in self._by_name.items():
            first = name.split()[0]
            if first != key and first.startswith(key) and len(first) > len(key) + 3:
                return entity
        return None

    def _rather_longer(self, mention: Mention, matches: Sequence[Match], longer: Entity) -> bool:
        """True if a known name stands here for a longer one of the report ("United" for "United Technologies Corp")."""
        if longer.company and longer.company not in {match.company for match in matches}:
            return all(match.common_word for match in matches)
        if longer.company:
            return True
        if not self._gazetteer.find(mention.folded) and not self._gazetteer.find(names.key(mention.surface)):
            return True
        if (
            names.fold(longer.name).split()[-1] in names.legal_forms()
            and mention.last - 1 not in mention.sentence.notes
        ):
            return extends(longer.name, mention.surface)
        return all(match.common_word for match in matches) and bool(name_shape(longer.name))

    def _longer(self, key: str) -> Entity | None:
        """The first longer name that begins with these words ("Koenigsegg" for "Koenigsegg NameGroup AB")."""
        words = key.split()
        n = len(words)
        if not words or len(key) < 2:
            return None
        fit: list[Entity] = []
        for name, entity in self._by_name.items():
            long = name.split()
            if (len(long) > n and long[:n] == words and long[n] not in {"and", "&"}) or (
                len(long) > n and long[0] in LEX.name_prefixes and without_prefix(long)[:n] == words
            ):
                fit.append(entity)
        return min(fit, key=lambda entity: self._place.get(entity.name, 0)) if fit else None

    def _identify(self, entity: Entity, matches: Sequence[Match]) -> None:
        plain = [match for match in matches if not match.common_word]
        chosen = plain or list(matches)
        companies = tuple(dict.fromkeys(match.company for match in chosen))  # one may have borne the name twice
        entity.candidates = companies if len(companies) > 1 else ()
        entity.company = chosen[0].company
        entity.common_word = not plain

    def _in_time(self, matches: Sequence[Match]) -> Sequence[Match]:
        """The matches whose name was in use when the report appeared; all, if that leaves none."""
        if not matches or self._day is None:
            return matches
        day = self._day
        fit = [m for m in matches if (m.since is None or m.since <= day) and (m.until is None or day <= m.until)]
        return fit or matches

    def _judge(self, entity: Entity) -> None:
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

    def _surnames(self) -> None:
        """A single word that ends a person's full name is that person."""
        people = {names.fold(e.name).split()[-1]: e for e in self.entities if e.sort is Sort.PERSON and " " in e.name}
        for entity in self.entities:
            word = names.fold(entity.name)
            known = entity.company and " " in entity.name
            firm = any(sign == "ticker" or sign.startswith(("legal", "ends")) for sign in entity.signs)
            if word in people and entity is not people[word] and not known and not firm:
                entity.sort = Sort.PERSON
                entity.reasons.append("surname of " + people[word].name)
                entity.parent = people[word]

    def _units(self) -> None:
        """A name that begins with a known company's name is a unit of it ("Ford Credit")."""
        for entity in self.entities:
            if entity.company or entity.sort not in (Sort.COMPANY, Sort.UNKNOWN):
                continue
            words = names.key(entity.name).split()
            for n in range(len(words) - 1, 0, -1):
                parent = self._by_name.get(" ".join(words[:n]))
                if parent is not None and parent is not entity and parent.company:
                    entity.parent = parent
                    break


def build(
    title: list[Sentence], body: list[Sentence], finder: Finder, gazetteer: Gazetteer, day: date | None
) -> tuple[list[Mention], list[Entity]]:
    """All mentions of a report, the title's first, with their entities."""
    finder.prepare([*title, *body])
    below = [mention for sentence in body for mention in finder.mentions(sentence)]
    if any(sentence.title_case for sentence in title):
        finder.learn(below)
    above = [mention for sentence in title for mention in finder.mentions(sentence)]
    mentions = _without_chance(above + below)
    for mention in mentions:
        mention.sentence.named.append(mention)
    return mentions, Resolver(gazetteer, day).resolve(mentions)


def _without_chance(mentions: list[Mention]) -> list[Mention]:
    """Leave out single words that are capitalised only because they begin a sentence."""
    words = {word for mention in mentions if not _initial(mention) for word in mention.folded.split()[:1]}
    return [m for m in mentions if not _initial(m) or m.folded in words or _acts(m)]


def _initial(mention: Mention) -> bool:
    if mention.matches or mention.last - mention.first != 1:
        return False
    return mention.first == 0 or mention.sentence.title_case


def _acts(mention: Mention) -> bool:
    """True if the words after a name show that it is one."""
    tokens = mention.sentence.tokens
    if any(char.isupper() for char in mention.surface[1:]) and not mention.surface.isupper():
        return True
    if mention.possessive or mention.surface.isupper() or mention.last - 1 in mention.sentence.notes:
        return True
    after = tokens[mention.last].word if mention.last < len(tokens) else ""
    if mention.folded in LEX.outlets and after in LEX.reporting:
        return True
    return after in {"said", "says", "will", "has", "plans"} or after in LEX.corporate
