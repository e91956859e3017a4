"""Who the names of a report are: one entity for all forms of a name."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from alliance_cli.extract.ja.lexicon import LEX
from alliance_cli.extract.spans import Entity, Mention, Sign, Sort
from alliance_cli.gazetteer import Match

_SHORTEST: Final = 2
"""A shorter form has at least so many signs."""
_KANJI = re.compile(r"[\u3400-\u9fff々]+\Z")


class Linker:
    """Gathers the mentions of one report into entities; longer names go first, so that short forms find them."""

    def __init__(self, day: date | None, short: Mapping[str, str]) -> None:
        """`short` says for which longer name of the report a form stands."""
        self._day = day
        self._short = short
        self._by_company: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}

    def link(self, mentions: Sequence[tuple[Mention, tuple[Sign, ...], str]]) -> list[Entity]:
        """Set `entity` of every mention, given what shows a company there, and the outlet that is cited by it."""
        order = sorted(mentions, key=lambda item: -len(item[0].surface))
        for mention, signs, outlet in order:
            mention.entity = self._entity(mention, outlet)
            mention.entity.signs += [sign for sign in signs if sign not in mention.entity.signs]
        entities: list[Entity] = []
        for mention, _, _ in mentions:
            if not mention.entity.mentions:
                entities.append(mention.entity)
            mention.entity.mentions.append(mention)
        for entity in entities:
            settle(entity)
        return entities

    def _entity(self, mention: Mention, outlet: str) -> Entity:
        if outlet:
            return self._held(f"outlet {outlet}") or self._named(
                f"outlet {outlet}", Entity(outlet, Sort.OUTLET, outlet=outlet)
            )
        matches = self._in_time(mention.matches)
        found = next((self._by_company[m.company] for m in matches if m.company in self._by_company), None)
        found = found or self._held(mention.surface) or self._held(self._short.get(mention.surface, ""))
        found = found or (None if matches else self._longer(mention.surface))
        entity = found or Entity(mention.surface)
        self._by_name.setdefault(mention.surface, entity)
        if matches and not entity.company:
            self._identify(entity, matches)
        return entity

    def _held(self, name: str) -> Entity | None:
        return self._by_name.get(name)

    def _named(self, name: str, entity: Entity) -> Entity:
        self._by_name[name] = entity
        return entity

    def _identify(self, entity: Entity, matches: Sequence[Match]) -> None:
        """Note which company an entity is, or which it could be; a name of its own goes before a common word."""
        chosen = [match for match in matches if not match.common_word] or list(matches)
        companies = tuple(dict.fromkeys(match.company for match in chosen))
        entity.candidates = companies if len(companies) > 1 else ()
        entity.company = companies[0]
        entity.common_word = all(match.common_word for match in matches)
        self._by_company.setdefault(entity.company, entity)

    def _in_time(self, matches: Sequence[Match]) -> Sequence[Match]:
        """The matches whose name was in use when the report appeared; all, if that leaves none."""
        day = self._day
        if day is None:
            return matches
        fit = [m for m in matches if (m.since is None or m.since <= day) and (m.until is None or day <= m.until)]
        return fit or matches

    def _longer(self, name: str) -> Entity | None:
        """The longer name that this is short for ("新生銀" of "新生銀行", "九石" of "九州石油")."""
        if len(name) < _SHORTEST:
            return None
        for longer, entity in self._by_name.items():
            if is_short_for(name, longer) and entity.sort is not Sort.OUTLET:
                return entity
        return None


def is_short_for(short: str, longer: str) -> bool:
    """True for the beginning of a longer name, and for some of its Chinese signs in their order."""
    if len(short) < _SHORTEST or len(short) >= len(longer) or longer.startswith("outlet "):
        return False
    if longer.startswith(short):
        return short not in LEX.words["places"]
    if not (_KANJI.match(short) and _KANJI.match(longer)) or short[0] != longer[0]:
        return False
    signs = iter(longer)
    return all(sign in signs for sign in short)


def settle(entity: Entity) -> None:
    """Say what an entity is: a company where it is known as one or its name or its surroundings show it."""
    if entity.sort is Sort.OUTLET:
        return
    if entity.name in LEX.words["places"]:
        entity.sort = Sort.PLACE
    elif entity.name in LEX.words["bodies"]:
        entity.sort = Sort.BODY
    elif (entity.company and not entity.common_word) or any(sign.strong for sign in entity.signs):
        entity.sort = Sort.COMPANY
