"""What the user's judgements hold together, keep apart or leave out when claims are folded."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field

from alliance_cli.models import Entry, Family, Judgement, Kind, Verdict

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
    joined: frozenset[str]
    others: dict[int, frozenset[str]]
    families: dict[Group, set[Family]] = field(default_factory=dict)

    def families_of(self, group: Group) -> Set[Family]:
        """The families of the claims that were judged to be one talk in this group."""
        return self.families.get(group, frozenset())

    def note_families(self, entries: Iterable[Entry]) -> None:
        """Note of which families the claims are that were judged to be one talk: it takes others of them too."""
        for entry in entries:
            if entry.id in self.joined:
                self.families.setdefault(self.groups[entry.id], set()).add(entry.claim.kind.family)

    def adopts(self, group: Group, claims: Set[str]) -> bool:
        """True if a group may take in the talk of these claims, as naturally one with it; false where it is to stay
        alone, or where the user who judged its claims knew of that talk and did not name it.
        """
        if group[1] == _APART or group in self.void:
            return False
        return self.others[group[0]].isdisjoint(claims)


def gather(judgements: Iterable[Judgement]) -> Judged:
    """The judgements in the order in which they were passed, whatever the order they come in."""
    groups: dict[str, Group] = {}
    void: set[Group] = set()
    kinds: dict[str, tuple[int, Kind]] = {}
    own: dict[str, frozenset[str]] = {}
    joined: set[str] = set()
    others: dict[int, frozenset[str]] = {}
    for judgement in sorted(judgements, key=lambda j: j.number):
        if judgement.verdict is Verdict.STATUS:
            own[judgement.claim] = judgement.claims
            continue
        groups.update(_grouped(judgement))
        if judgement.verdict is Verdict.NOT_A_TALK:
            void.add((judgement.number, _REST))
        others[judgement.number] = judgement.others
        if judgement.verdict is Verdict.JOIN:
            joined |= judgement.claims
        if judgement.verdict is Verdict.KIND:
            kinds.update(dict.fromkeys(judgement.claims, (judgement.number, Kind(judgement.value))))
    return Judged(groups, frozenset(void), kinds, own, frozenset(joined), others)


def _grouped(judgement: Judgement) -> Iterator[tuple[str, Group]]:
    for claim in judgement.claims:
        yield claim, (judgement.number, _APART if claim in judgement.apart else _REST)
