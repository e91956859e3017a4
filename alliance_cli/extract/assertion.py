"""One reading of one cue: which companies it ties together, in which part, by which rule."""

from dataclasses import dataclass, field

from alliance_cli.extract.clauses import Clause, Group
from alliance_cli.extract.entities import Entity
from alliance_cli.extract.lexicon import Cue
from alliance_cli.models import Kind, Role

Part = tuple[Entity, Role]


@dataclass(slots=True, eq=False)
class Assertion:
    """A cue with the companies that fill its frame.

    `kind` is None for cues of open kind ("deal"). `dropped` says why it is no tie-up, "" if it is one.
    `strength` is 0 to 1, what the rule is worth by itself.
    """

    rule: str
    cue: Cue
    clause: Clause
    first: int
    last: int
    parts: list[Part]
    kind: Kind | None
    strength: float = 1.0
    separate: bool = False
    rivals: bool = False
    ended: bool = False
    dropped: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The companies of the frame, each once."""
        return tuple(dict.fromkeys(entity for entity, _ in self.parts))

    def token_span(self) -> tuple[int, int]:
        """The tokens from the first to the last word that the reading rests on."""
        marks = [self.first, self.last]
        names = set(self.entities)
        for group in self.clause.groups():
            if names.intersection(group.members) and self.first - 30 < group.first < self.last + 20:
                marks += [group.first, group.last]
        return min(marks), max(marks)


def parts(group: Group | None, role: Role) -> list[Part]:
    """The members of a group in one role."""
    return [(entity, role) for entity in group.members] if group else []


def filled(
    clause: Clause, cue: Cue, first: int, last: int, rule: str, who: list[Part], kind: Kind | None, strength: float
) -> Assertion | None:
    """The assertion of a cue at the words `first` to `last`, None if fewer than two companies fill its frame."""
    if len({entity for entity, _ in who}) < 2:
        return None
    return Assertion(rule, cue, clause, first, last, who, kind, strength)
