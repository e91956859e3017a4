"""What each party of a talk is: who buys and who is bought, where its readings do not agree, by their rule and place;
who gives and who takes, as its sentences say.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from alliance_cli.extract.document import Flow, TalkCandidate
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Kind, Role


def roles_of(talk: TalkCandidate, scorer: Scorer) -> dict[Entity, Role]:
    """The parties of a talk, each with the role that the weightiest readings give it; of equals the first stands."""
    votes: defaultdict[Entity, dict[Role, float]] = defaultdict(dict)
    for candidate in talk.candidates:
        for entity, role in candidate.parts:
            if role is not Role.PARTNER:
                held = votes[entity]
                held[role] = held.get(role, 0.0) + scorer.weight(candidate.features) ** 2
    return {
        entity: max(votes[entity], key=lambda role: votes[entity][role]) if entity in votes else role
        for entity, role in talk.parts.items()
    }


_SIDES: Final = {
    Kind.LICENSING: (Role.LICENSOR, Role.LICENSEE),
    Kind.SUPPLY: (Role.SUPPLIER, Role.CUSTOMER),
    Kind.DISTRIBUTION: (Role.SUPPLIER, Role.CUSTOMER),
    Kind.MANUFACTURING: (Role.SUPPLIER, Role.CUSTOMER),
}
"""What who gives, and who takes, is called in a talk of a kind, or in a cooperation that such words tell of."""


def with_flow(roles: Mapping[Entity, Role], flow: Flow, kind: Kind) -> dict[Entity, Role]:
    """The roles, those of partners by who gives and who takes; of two parties the one is what the other is not."""
    sides = _SIDES.get(kind if kind is not Kind.COOPERATION else flow.kind or kind)
    givers, takers = flow.givers & roles.keys(), flow.takers & roles.keys()
    if sides is None or not (givers or takers):
        return dict(roles)
    if len(roles) == 2:
        givers = givers or frozenset(roles.keys() - takers)
        takers = takers or frozenset(roles.keys() - givers)
    named = {**dict.fromkeys(givers, sides[0]), **dict.fromkeys(takers, sides[1])}
    return {entity: named.get(entity, role) if role is Role.PARTNER else role for entity, role in roles.items()}
