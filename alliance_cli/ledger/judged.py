"""What the user's judgements hold together, keep apart or leave out when claims are folded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alliance_cli.models import Judgement, Kind, Verdict

Group = tuple[int, str]
"""The claims that one judgement holds together: its number, and which part of a split."""

_APART, _REST = "apart", "rest"


@dataclass(frozen=True)
class Judged:
    """Judgements as the fold asks for them. Of several on a claim, the latest holds."""

    groups: dict[str, Group]
    void: frozenset[Group]
    kinds: dict[str, tuple[int, Kind]]
    own: dict[str, frozenset[str]]

    def adopts(self, group: Group) -> bool:
        """True if a group may take in what is naturally one talk with it; false where it is to stay alone."""
        return group[1] != _APART and group not in self.void


def gather(judgements: Iterable[Judgement]) -> Judged:
    """The judgements in the order in which they were passed, whatever the order they come in."""
    groups: dict[str, Group] = {}
    void: set[Group] = set()
    kinds: dict[str, tuple[int, Kind]] = {}
    own: dict[str, frozenset[str]] = {}
    for judgement in sorted(judgements, key=lambda j: j.number):
        if judgement.verdict is Verdict.STATUS:
            own[judgement.claim] = judgement.claims
            continue
        groups.update(_grouped(judgement))
        if judgement.verdict is Verdict.NOT_A_TALK:
            void.add((judgement.number, _REST))
        if judgement.verdict is Verdict.KIND:
            kinds.update(dict.fromkeys(judgement.claims, (judgement.number, Kind(judgement.value))))
    return Judged(groups, frozenset(void), kinds, own)


def _grouped(judgement: Judgement) -> Iterator[tuple[str, Group]]:
    for claim in judgement.claims:
        yield claim, (judgement.number, _APART if claim in judgement.apart else _REST)
