"""A cue in its sentence, and who stands around it."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.ja.lexicon import shape
from alliance_cli.extract.ja.relations.groups import Group
from alliance_cli.extract.ja.text.plain import Line
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind, Role

_REACH: Final = 60
"""How many signs before a cue what it is done to may stand."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A cue, the characters `start` up to `end` of the sentence, and the groups of names around it.

    `topic` are whom the sentences before were about.
    """

    line: Line
    cue: Cue
    start: int
    end: int
    groups: tuple[Group, ...]
    topic: tuple[Entity, ...]

    @property
    def before(self) -> list[Group]:
        """The groups that end before the cue, the nearest first."""
        return [group for group in reversed(self.groups) if group.end <= self.start]

    @property
    def clause(self) -> list[Group]:
        """Those of them that stand in the clause of the cue."""
        begin = self.clause_start
        return [group for group in self.before if group.start >= begin]

    @property
    def clause_start(self) -> int:
        """Where the clause of the cue begins."""
        return max((found.end() for found in shape("clause ends").finditer(self.line.plain, 0, self.start)), default=0)

    def gap(self, group: Group) -> str:
        """What stands between the particle of a group and the cue."""
        return self.line.plain[group.after : self.start]

    def behind(self, length: int) -> str:
        """What follows the cue."""
        return self.line.plain[self.end : self.end + length]

    def subject(self, *others: Group | None) -> Group | None:
        """Who acts: the nearest group before the cue that is the subject and does not only own another."""
        for group in self.before:
            if group in others or is_owner(self.line, group):
                continue
            if group.is_subject or (self.line.headline and group.particle in {"、", ","}) or self._is_head(group):
                return group
        return None

    def _is_head(self, group: Group) -> bool:
        """True for "A社、" that opens a sentence."""
        return group.particle in {"、", ","} and group.start <= 12 and not self.line.headline

    def near(self, *particles: str, reach: int = _REACH) -> Group | None:
        """The nearest group of the clause with one of these particles, not too far off."""
        return next((g for g in self.clause if g.particle in particles and self.start - g.after <= reach), None)


class Filled(NamedTuple):
    """Who fills a cue, by which rule; `sure` where the rule itself names both.

    `kind` is what the rule knows better than the cue, `ended` that it tells of an end.
    """

    rule: str
    parts: list[tuple[Entity, Role]]
    sure: bool = False
    separate: bool = False
    kind: Kind | None = None
    ended: bool = False


def partners(members: tuple[Entity, ...]) -> list[tuple[Entity, Role]]:
    """These companies as equals."""
    return [(entity, Role.PARTNER) for entity in dict.fromkeys(members)]


def is_owner(line: Line, group: Group) -> bool:
    """True for one that is only said to own what follows: "Aが保有するBの株式"."""
    rest = line.plain[group.after : group.after + 12]
    return group.particle in {"が", "の"} and shape("owns").match(rest) is not None
