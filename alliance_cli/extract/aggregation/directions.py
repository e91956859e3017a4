"""Who buys and who is bought, where the readings of a talk do not agree: each counts by its rule and its place."""

from collections import defaultdict

from alliance_cli.extract.document import TalkCandidate
from alliance_cli.extract.scoring.scorer import Scorer
from alliance_cli.extract.spans import Entity
from alliance_cli.models import Role


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
