"""Rules of relations: each registered for the frames whose cues it reads, with an example for each name it gives.

A frame's rules are tried in their order, and the first that finds two companies is taken. `RULES` read a trigger;
`NOUN_RULES` read what `deal_nouns` has made of the nouns "talks", "merger", "alliance" and their like.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from alliance_cli.extract.document import Candidate, NameGroup, Part, SentenceView, Trigger
from alliance_cli.models import Kind, Role

Subject = TypeVar("Subject")
Reader = Callable[[Subject], Candidate | None]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A rule of a frame: its place among the others, the function that reads, and an example for each of its names."""

    frame: str
    order: int
    read: Reader[Subject]
    examples: Mapping[str, str]


class Registry(Generic[Subject]):
    """Rules by frame. Filled while the modules of rules are imported, only read afterwards."""

    def __init__(self) -> None:
        self._rules: dict[str, list[Rule[Subject]]] = {}

    def rule(
        self, frames: str, examples: Mapping[str, str], *, order: int = 0
    ) -> Callable[[Reader[Subject]], Reader[Subject]]:
        """Register a function for some frames; `examples` has a sentence for each name it gives."""

        def register(read: Reader[Subject]) -> Reader[Subject]:
            for frame in frames.split():
                held = self._rules.setdefault(frame, [])
                held.append(Rule(frame, order, read, examples))
                held.sort(key=lambda rule: rule.order)
            return read

        return register

    def first(self, frame: str, subject: Subject) -> Candidate | None:
        """What the first rule of a frame that finds two companies makes of its subject."""
        for rule in self._rules.get(frame, ()):
            made = rule.read(subject)
            if made is not None:
                return made
        return None

    def __iter__(self) -> Iterator[Rule[Subject]]:
        return (rule for rules in self._rules.values() for rule in rules)


@dataclass(frozen=True, slots=True)
class DealNoun:
    """A noun for a tie-up in its sentence: its kind as the words around give it, and the name that stands before it."""

    view: SentenceView
    at: Trigger
    kind: Kind | None
    near: NameGroup | None

    def tie(self, rule: str, one: NameGroup, other: NameGroup | None, *, sure: bool = False) -> Candidate | None:
        """The members of one or two groups as partners; `sure` where the rule itself names both sides."""
        made = filled(self.at, rule, partners(one, other), self.kind, "" if self.at.cue.kind else "open")
        if made is not None:
            made.sure = sure
        return made


RULES: Final[Registry[Trigger]] = Registry()
NOUN_RULES: Final[Registry[DealNoun]] = Registry()


def parts(group: NameGroup | None, role: Role) -> list[Part]:
    """The members of a group in one role."""
    return [(entity, role) for entity in group.members] if group else []


def partners(*groups: NameGroup | None) -> list[Part]:
    """The members of all groups as partners."""
    return [part for group in groups for part in parts(group, Role.PARTNER)]


def bought(buyer: NameGroup | None, target: NameGroup | None) -> list[Part]:
    """Who buys and who is bought."""
    return parts(buyer, Role.BUYER) + parts(target, Role.TARGET)


def invested(investors: Iterable[NameGroup], target: NameGroup) -> list[Part]:
    """Several who put money into one company."""
    return [*(part for group in investors for part in parts(group, Role.BUYER)), *parts(target, Role.TARGET)]


def filled(at: Trigger, rule: str, who: list[Part], kind: Kind | None, variant: str = "") -> Candidate | None:
    """The candidate that a trigger makes, None if fewer than two companies fill its frame.

    `variant` names a shade of the rule that the weights tell apart.
    """
    if len({entity for entity, _ in who}) < 2:
        return None
    return Candidate(rule, at.cue, at.view, at.first, at.last, who, kind, variant)
