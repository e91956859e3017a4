"""Relation candidates: each cue of a sentence, and the companies that the particles around it make its parties."""

from collections.abc import Iterator
from typing import Final

from alliance_cli.extract.cues import Cue
from alliance_cli.extract.document import Candidate, Document, SentenceView, Trigger
from alliance_cli.extract.ja.lexicon import LEX, shape
from alliance_cli.extract.ja.relations.groups import Group, groups_of, span_of, view_of
from alliance_cli.extract.ja.relations.partners import between
from alliance_cli.extract.ja.relations.scene import Filled, Scene, is_owner
from alliance_cli.extract.ja.relations.takers import bought, each_bought, invested, joined, passed, sold
from alliance_cli.extract.ja.text.plain import Line
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind, Role

_MOST_PARTIES: Final = 5
_ROLES: Final = {"supply": (Role.SUPPLIER, Role.CUSTOMER), "licence": (Role.LICENSOR, Role.LICENSEE)}


class Reading:
    """Reads the sentences of a report in their order: what is pointed back to stands in those before."""

    def __init__(self, issuer: Entity | None = None) -> None:
        self._issuer = issuer
        self._topic: tuple[Entity, ...] = ()
        self._pair: tuple[Entity, ...] = ()
        self._recent: frozenset[Entity] = frozenset()

    def read(self, document: Document, line: Line) -> None:
        """Add the view of a sentence to the document, its cues and what they are filled with."""
        groups = groups_of(line, self._topic, self._pair, self._issuer)
        view = view_of(line, groups, self._topic, self._recent)
        document.views.append(view)
        for first, last, cue in _cues(line):
            trigger = Trigger(view, cue, line.token_at(first), line.token_at(_verb_end(line, last) - 1) + 1)
            document.triggers.append(trigger)
            for filled in _filled_each(Scene(line, cue, first, last, tuple(groups), self._topic)):
                if 1 < len({entity for entity, _ in filled.parts}) <= _MOST_PARTIES:
                    document.candidates.append(_candidate(trigger, filled))
                    tied = dict.fromkeys(entity for entity, role in filled.parts if role is not Role.UNIT)
                    self._pair = tuple(tied)[:3]
        self._note(line, groups)

    def _note(self, line: Line, groups: list[Group]) -> None:
        """Remember whom the sentence was about."""
        named = [group for group in groups if not group.anaphor]
        about = next((g for g in named if g.particle in {"は", "も", "では"} and not is_owner(line, g)), None)
        about = about or next((g for g in named if g.particle == "が" and not is_owner(line, g)), None)
        if about is not None:
            self._topic = about.members
        elif not self._topic and named:
            self._topic = named[0].members
        pair = next((group.members for group in named if len(group.members) > 1), ())
        if pair and not self._pair:
            self._pair = pair
        self._recent = frozenset(entity for group in named for entity in group.members)


def _verb_end(line: Line, cue_end: int) -> int:
    """Where the verb of a cue ends, which says what becomes of it: it stands last in its clause."""
    found = shape("verb end").match(line.plain, cue_end)
    return found.end() if found else cue_end


def _cues(line: Line) -> Iterator[tuple[int, int, Cue]]:
    """The cues of a sentence, outside of names and of what is said in general."""
    taken = [span_of(line, mention) for mention in line.named]
    taken += [found.span() for found in shape("said in general").finditer(line.plain)]
    for found in LEX.cue.finditer(line.plain):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            yield *found.span(), LEX.cues[found[0]]


def _filled_each(scene: Scene) -> list[Filled]:
    """Who fills a cue: once, or for each of several who do the same."""
    several = each_bought(scene) if scene.cue.frame.name == "buy" else []
    one = None if several else _filled(scene)
    return several or ([one] if one else [])


def _filled(scene: Scene) -> Filled | None:
    """Who fills a cue, by its frame."""
    match scene.cue.frame.name:
        case "buy":
            return bought(scene)
        case "sell":
            return sold(scene)
        case "join":
            return joined(scene)
        case "stake":
            return invested(scene) or between(scene)
        case "work":
            return between(scene) or (
                passed(scene, Role.PARTNER, Role.PARTNER) if scene.cue.kind is Kind.MANUFACTURING else None
            )
        case "supply" | "licence" as frame:
            return passed(scene, *_ROLES[frame]) or (
                between(scene) if shape("contract").search(scene.cue.lemma) else None
            )
    return between(scene)


def _candidate(trigger: Trigger, filled: Filled) -> Candidate:
    variant = "weak" if trigger.cue.lemma in LEX.words["weak"] else ""
    view: SentenceView = trigger.view
    return Candidate(
        filled.rule, trigger.cue, view, trigger.first, trigger.last, filled.parts, filled.kind or trigger.cue.kind,
        variant=variant, sure=filled.sure, separate=filled.separate, ended=filled.ended,
    )  # fmt: skip
