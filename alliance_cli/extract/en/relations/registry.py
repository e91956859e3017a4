"""One reading of one cue: which companies it ties together, in which part, by which rule."""

from alliance_cli.extract.document import Candidate, Cue, NameGroup, Part, SentenceView
from alliance_cli.models import Kind, Role


def parts(group: NameGroup | None, role: Role) -> list[Part]:
    """The members of a group in one role."""
    return [(entity, role) for entity in group.members] if group else []


def filled(
    view: SentenceView,
    cue: Cue,
    first: int,
    last: int,
    rule: str,
    who: list[Part],
    kind: Kind | None,
    strength: float,
) -> Candidate | None:
    """The assertion of a cue at the words `first` to `last`, None if fewer than two companies fill its frame."""
    if len({entity for entity, _ in who}) < 2:
        return None
    return Candidate(rule, cue, view, first, last, who, kind, strength)
