"""Who the names of a report are: one entity for all forms of a name."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alliance_cli import names
from alliance_cli.extract.spans import Entity, Mention
from alliance_cli.gazetteer import Gazetteer, Match


@dataclass(frozen=True, slots=True)
class NameHints:
    """What linking asks a language about names.

    `alone`: single names that never stand for a longer one (places, adjectives of countries), folded. `prefixes`: what
    may stand before the name proper ("grupo"). `joiners`: what joins two names to one ("and"). `unlettered`: the small
    words that an acronym leaves out. `short_forms`: the short forms that stand in brackets after a mention. `shaped`:
    whether a name's own words make it a company's. `after_prefix`: the words of a name behind its prefix. `goes_on`:
    whether a long name goes on from a short one with a general word. `clips`: the words that stand in names in short,
    each with those it stands for ("intl": "international").
    """

    alone: frozenset[str]
    prefixes: frozenset[str]
    joiners: frozenset[str]
    unlettered: frozenset[str]
    short_forms: Callable[[Mention], Iterable[str]]
    shaped: Callable[[str], bool]
    after_prefix: Callable[[list[str]], list[str]]
    goes_on: Callable[[str, str], bool]
    clips: Mapping[str, frozenset[str]]


_CLIPPED = 5
"""A name of fewer letters is no clipped one: too many names begin with it."""
_CUT_OFF = 3
"""More letters than these are cut off a name that is clipped."""
_ACRONYM = 6
"""An acronym has no more letters."""
_INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}(?=[A-Z][^\W\d_])")
"""The initials of a founder at the head of a name: "J.C. Flowers"."""


_CODE = re.compile(r"[A-Z0-9]{1,6}\.[A-Z]{1,3}")


def _has_code(mention: Mention) -> bool:
    """True for a name with an exchange's code in brackets: "Rio (RIO.L)" is no place."""
    note = mention.sentence.notes.get(mention.last - 1)
    return note is not None and any(_CODE.fullmatch(token.text) for token in note)


_LETTER = re.compile(r"[A-Z][. ] ?(?=[A-Z][^\W\d_])")
"""The letter that a headline leaves of the first word of a name: "D.Telekom", "J. Tobacco"."""


_CUTS = frozenset({".", " "})
"""One of them stands behind such a letter."""


def _length(surface: str) -> int:
    """How many words a name has; one cut to its letter is none: "D. Telekom" is shorter than "Deutsche Telekom"."""
    return len(names.key(surface).split()) - (surface[1:2] in _CUTS and _LETTER.match(surface) is not None)


class Linker:
    """Gathers the mentions of one report into entities."""

    def __init__(self, gazetteer: Gazetteer, hints: NameHints, published: date | None) -> None:
        self._gazetteer = gazetteer
        self._hints = hints
        self._day = published
        self.entities: list[Entity] = []
        self._by_company: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._by_first: dict[str, list[tuple[list[str], Entity]]] = {}
        self._acronyms: dict[str, Entity] = {}
        self._long: list[tuple[str, str, Entity]] = []
        self._by_surname: dict[str, Entity] = {}
        self._by_start: dict[str, list[tuple[str, Entity]]] = {}
        self.body_surfaces: frozenset[str] = frozenset()
        self._place: dict[str, int] = {}
        self._listed: frozenset[str] = frozenset()

    def link(self, mentions: Sequence[Mention]) -> list[Entity]:
        """Set `entity` of every mention; longer names first, so that short forms find them."""
        for place, mention in enumerate(mentions):
            self._place.setdefault(mention.surface, place)
        self._listed = frozenset(names.key(m.surface) for m in mentions if _has_code(m))
        self.body_surfaces = frozenset(m.surface for m in mentions if not m.sentence.headline)
        forms: dict[str, list[Mention]] = {}
        for mention in mentions:
            forms.setdefault(mention.folded, []).append(mention)
        order = sorted(forms.values(), key=lambda group: -_length(group[0].surface))
        for group in order:
            entity = self._entity(group[0])
            for mention in group:
                mention.entity = entity
        for mention in mentions:
            held = mention.entity
            if not held.mentions:
                self.entities.append(held)
            held.mentions.append(mention)
        return self.entities

    def _entity(self, mention: Mention) -> Entity:
        """The entity of a mention, made where there is none, and from now on known by this form of its name too."""
        key = names.key(mention.surface)
        matches = self._in_time(mention.matches)
        entity = self._held(key, mention, matches)
        if entity is None:
            entity = Entity(mention.surface, stem=self._stem(key))
        if matches and not entity.company and (len(matches) == 1 or not entity.candidates):
            self._identify(entity, matches)
        self._know(key, entity)
        if entity.company:
            self._by_company.setdefault(entity.company, entity)
        if " " in key:
            # with the legal form and without: "General Motors Corp" is GMC and GM
            self._long.append((names.fold(mention.surface), key, entity))
        for acronym in self._hints.short_forms(mention):
            self._know(names.key(acronym), entity)
        initials = _INITIALS.match(mention.surface) if mention.surface[1:2] == "." else None
        if initials:
            self._by_surname.setdefault(names.key(mention.surface[initials.end() :]), entity)
        return entity

    def _know(self, key: str, entity: Entity) -> None:
        """Let an entity go by a name that none goes by yet; the names of many words are found by their first."""
        if key in self._by_name:
            return
        self._by_name[key] = entity
        words = key.split()
        if len(words) < 2:
            return
        self._by_start.setdefault(" ".join(words[:-1]), []).append((words[-1], entity))
        firsts = {words[0]}
        if words[0] in self._hints.prefixes:
            firsts.update(self._hints.after_prefix(words)[:1])
        for first in firsts:
            self._by_first.setdefault(first, []).append((words, entity))

    def _held(self, key: str, mention: Mention, matches: Sequence[Match]) -> Entity | None:
        """The entity already made that this shorter form names, None if it names another.

        What the report itself shows goes before what the gazetteer says: a clipped headline, a longer name that begins
        with this one, then the company it is known as, an owner named after it, and what its letters abbreviate.
        """
        if matches and key in self._by_name and not self._by_name[key].company:
            return self._by_name[key]
        clipped = self._clipped(key, mention) or self._founder(key, matches)
        if clipped is not None:
            return clipped
        longer = self._longer(key) if matches else None
        if longer is not None and self._rather_longer(mention, matches, longer):
            return longer
        for match in matches:
            if match.company in self._by_company:
                return self._by_company[match.company]
        if (known := self._by_name.get(key) or self._initialled(key, mention)) is not None:
            return known
        if matches:
            return self._in_short(key, matches) or self._owner_named_after(key, matches)
        if mention.surface.isupper() and 2 <= len(key) <= _ACRONYM and (spelled := self._spelled_out(key)):
            return spelled  # "PSA", "GM"
        if key in self._hints.alone and key not in self._listed:
            return None
        return self._longer(key) or self._in_short(key, matches)

    def _initialled(self, key: str, mention: Mention) -> Entity | None:
        """The name whose first word is cut to its letter here, or whose words are joined by theirs.

        "D.Telekom" for "Deutsche Telekom", "B&B" for "Bradford & Bingley".
        """
        first, _, rest = key.partition(" ")
        if _LETTER.match(mention.surface) and rest:
            fit = [one for name, one in self._by_name.items() if name[0] == first and name.partition(" ")[2] == rest]
            return fit[0] if fit else None
        if "&" not in key or rest:
            return None
        spelled = self._spelled_out(key.replace("&", ""))
        return spelled if spelled is not None and "&" in spelled.name else None

    def _spelled_out(self, acronym: str) -> Entity | None:
        """The first name of several words so far that begin with these letters."""
        for folded, key, entity in self._long:
            words = [word for word in folded.split() if word not in self._hints.unlettered]
            self._acronyms.setdefault("".join([word[0] for word in words]), entity)
            self._acronyms.setdefault("".join([word[0] for word in key.split()]), entity)
        self._long.clear()
        return self._acronyms.get(acronym)

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
        """The name that a headline clips and the body spells out ("Glaxo" for "GlaxoSmithKline"), else None."""
        if not mention.sentence.headline or " " in key or len(key) < _CLIPPED or mention.surface in self.body_surfaces:
            return None
        for name, entity in self._by_name.items():
            first = name.split()[0]
            if first != key and first.startswith(key) and len(first) > len(key) + _CUT_OFF:
                return entity
        return None

    def _founder(self, key: str, matches: Sequence[Match]) -> Entity | None:
        """The name that has initials before this one ("J.C. Flowers" for "Flowers"), unless it is known as another of
        the report."""
        founder = self._by_surname.get(key)
        if founder is None or any(match.company in self._by_company for match in matches):
            return None
        return founder

    def _in_short(self, key: str, matches: Sequence[Match]) -> Entity | None:
        """The name whose last word is this one's, written in short or out ("OSI Pharma", "OSI Pharmaceuticals"); of
        two that are known as companies none."""
        start, _, last = key.rpartition(" ")
        for other, entity in self._by_start.get(start, ()) if start else ():
            if last in self._hints.clips.get(other, ()) or other in self._hints.clips.get(last, ()):
                return None if matches and entity.company else entity
        return None

    def _rather_longer(self, mention: Mention, matches: Sequence[Match], longer: Entity) -> bool:
        """True if a known name stands here for a longer one of the report ("United" for "United Technologies Corp")."""
        # "Ford" beside "Ford Otosan" is Ford, "United" beside "United Technologies" may be that
        if longer.company and longer.company not in {match.company for match in matches}:
            return all(match.common_word for match in matches)
        if longer.company:
            return True
        # known only from the body of the report, for the sake of its headline
        if not self._gazetteer.find(mention.folded) and not self._gazetteer.find(names.key(mention.surface)):
            return True
        # the longer name is whole with its legal form, and the shorter one is known: only a general word may part them
        if (
            names.fold(longer.name).split()[-1] in names.legal_forms()
            and mention.last - 1 not in mention.sentence.notes
        ):
            return self._hints.goes_on(longer.name, mention.surface)
        return all(match.common_word for match in matches) and self._hints.shaped(longer.name)

    def _longer(self, key: str) -> Entity | None:
        """The first longer name that begins with these words ("Koenigsegg Group AB" for "Koenigsegg")."""
        words = key.split()
        n = len(words)
        if not words or len(key) < 2:
            return None
        fit: list[Entity] = []
        for long, entity in self._by_first.get(words[0], ()):
            # "Procter" is no short form of "Procter and Gamble"
            if (len(long) > n and long[:n] == words and long[n] not in self._hints.joiners) or (
                len(long) > n and long[0] in self._hints.prefixes and self._hints.after_prefix(long)[:n] == words
            ):
                fit.append(entity)
        return min(fit, key=lambda entity: self._place.get(entity.name, 0)) if fit else None

    def _identify(self, entity: Entity, matches: Sequence[Match]) -> None:
        """Note which company an entity is, or which it could be; a name of its own goes before a common word."""
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

    def _stem(self, key: str) -> tuple[str, ...]:
        """The words of a name's key without "Bank of", "Grupo" and the like at its head."""
        words = key.split()
        return tuple(words[1:] if len(words) > 1 and words[0] in self._hints.prefixes else words)

    def find(self, key: str) -> Entity | None:
        """The entity that goes by a name's key in this report."""
        return self._by_name.get(key)
