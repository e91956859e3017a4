"""What each party of a talk is: who buys and who is bought, where its readings do not agree, by their rule and place
and by what sentences say of the parties; who gives and who takes, as its sentences say.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from alliance_cli.extract.document import Flow, Sides, TalkCandidate
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Family, Kind, Role


def roles_of(talk: TalkCandidate, scorer: Scorer, sides: Sides, kind: Kind) -> dict[Entity, Role]:
    """The parties of a talk, each with the role that the weightiest readings give it; of equals the first stands.

    Beside the readings counts what its sentences say of the parties (`sides`); not where those of a merger are equals.
    Who is no party of any reading, but said to sell what is bought, is one.
    """
    if kind.family is not Family.EQUITY:
        sides = {}
    sellers = {entity: Role.SELLER for entity in sides if entity not in talk.parts and kind in _SOLD}
    sides = {entity: said for entity, said in sides.items() if entity in talk.parts}
    if kind is Kind.MERGER and set(talk.parts.values()) == {Role.PARTNER}:
        sides = {}
    votes = {entity: _Votes({}, sides.get(entity, {}), []) for entity in talk.parts}
    for candidate in talk.candidates:
        for entity, role in candidate.parts:
            if role is not Role.PARTNER and entity in votes:
                read = votes[entity].read
                read[role] = read.get(role, 0.0) + scorer.roles(candidate.features)
                if role is Role.BUYER and candidate.cue.frame.name not in _HOLDING:
                    votes[entity].deeds.append(scorer.roles(candidate.features))
    roles = {entity: _role(votes[entity], role) for entity, role in talk.parts.items()}
    if kind is not Kind.MERGER:
        _part(roles, votes, talk)
    roles = _completed(roles) if sides else roles
    return roles if Role.SELLER in roles.values() or Role.BUYER not in roles.values() else roles | sellers


_SOLD: Final = frozenset({Kind.ACQUISITION, Kind.STAKE})
"""Kinds in which somebody may sell what another buys."""


def _part(roles: dict[Entity, Role], votes: Mapping[Entity, "_Votes"], talk: TalkCandidate) -> None:
    """Where all would be buyers, or all bought, though a reading tells one from another: the last of them is not."""
    order = sorted(roles, key=lambda entity: votes[entity].buying())
    if set(roles.values()) == {Role.BUYER} and Role.TARGET in talk.parts.values():
        roles[order[0]] = Role.TARGET
    if set(roles.values()) == {Role.TARGET} and Role.BUYER in talk.parts.values():
        roles[order[-1]] = Role.BUYER


class _Votes(NamedTuple):
    """What the readings of a talk give a party as its role, by weight, and what sentences say of it, counted;
    `deeds` are the weights of the readings in which it does not just hold a part but buys."""

    read: dict[Role, float]
    said: Mapping[Role, int]
    deeds: list[float]

    def buying(self) -> float:
        """By how much it is rather the buyer than anything else."""
        weight = {role: self.read.get(role, 0.0) + _SAID * self.said.get(role, 0) for role in Role}
        return 2 * weight[Role.BUYER] - sum(weight.values())


_HOLDING: Final = frozenset({"stake", "own"})
"""Frames of cues by which who sells a part holds it as much as who buys it."""
_SAID: Final = 2.0
"""What a sentence that says what a party is counts for, beside the readings of the talk."""


def _role(votes: _Votes, first: Role) -> Role:
    """The role of a party by its votes; `first` without any. Who sells is told from who is bought by what is said."""
    read, said = (
        {role: times for role, times in some.items() if role is not Role.BUYER} for some in (votes.read, votes.said)
    )
    if not (votes.read or votes.said):
        return first
    if votes.buying() > 0 or not (read or said) or (votes.buying() == 0 and Role.BUYER in votes.read):
        sells = said.get(Role.SELLER, 0) - votes.said.get(Role.BUYER, 0)
        return Role.SELLER if _SAID * sells > sum(votes.deeds) else Role.BUYER
    if said.get(Role.SELLER, 0) == said.get(Role.TARGET, 0):
        return max(read or said, key=lambda role: (read or said)[role])
    return max(said, key=lambda role: said[role])


def _completed(roles: dict[Entity, Role]) -> dict[Entity, Role]:
    """The same; of two parties the one that nothing is said of is what the other is not."""
    known = [role for role in roles.values() if role is not Role.PARTNER]
    if len(roles) != 2 or len(known) != 1:
        return roles
    other = Role.TARGET if known[0] is Role.BUYER else Role.BUYER
    return {entity: other if role is Role.PARTNER else role for entity, role in roles.items()}


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
