"""Scorers: what a candidate and a talk are worth. The weights of the hand-made one come with the language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from alliance_cli.extract.features import Features, Place


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What keeps a talk and what makes it one the report is about.

    A main talk weighs `main_least`, or `main_share` of the heaviest; background weighs `background`; two companies
    known only from context weigh `unknown_parties`, in the heaviest talk of a headline `unknown_heads`. A talk whose
    companies lie within a heavier one's is a side of it below `side_share` of it. A reading worth `plainly` stands for
    itself, one worth `pointed` may name a party in the sentence before.
    """

    main_least: float
    main_share: float
    background: float
    unknown_parties: float
    unknown_heads: float
    side_share: float
    plainly: float
    pointed: float


class Scorer(Protocol):
    """Weighs candidates and talks; `id` names it, and changes where its numbers do."""

    @property
    def id(self) -> str:
        """The name of the scorer with its version."""
        ...

    @property
    def thresholds(self) -> Thresholds:
        """What keeps a talk."""
        ...

    def candidate(self, features: Features) -> float:
        """What one reading is worth by itself, from 0 to 1."""
        ...

    def weight(self, features: Features) -> float:
        """What one reading is worth where it stands."""
        ...

    def roles(self, features: Features) -> float:
        """What the roles that one reading gives count for beside those of others."""
        ...

    def place(self, place: Place) -> float:
        """What a sentence weighs by where it stands."""
        ...

    def talk(self, readings: Sequence[Features], unknown: int) -> float:
        """What the readings of a talk are worth together; `unknown` counts its parties known only from context."""
        ...


class WeightScorer:
    """Weights of rules and places, set by hand."""

    id = "weights/1"

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        """Takes rows of kind ("rule", "place", "name", "threshold", "roles"), name and weight.

        Raises ValueError for a weight given twice, for a place or threshold that is missing or unknown.
        """
        table: dict[tuple[str, str], float] = {}
        for kind, name, weight in rows:
            if (kind, name) in table:
                raise ValueError(f"weights: {kind} {name} stands twice")
            table[kind, name] = float(weight)
        self.rules = _of_kind(table, "rule")
        self._places = {Place(name): weight for name, weight in _of_kind(table, "place").items()}
        self._roles = _of_kind(table, "roles")
        self._unknown = table["name", "unknown"]
        thresholds = _of_kind(table, "threshold")
        # both ways: a weight that nothing reads is a slip of the pen as much as one that is missing
        unread = self._roles.keys() - self.rules.keys()
        if (
            unread
            or self._places.keys() != set(Place)
            or thresholds.keys() != {item.name for item in fields(Thresholds)}
        ):
            raise ValueError("weights: the places, the thresholds or the roles are not those that are read")
        self.thresholds = Thresholds(**thresholds)

    def candidate(self, features: Features) -> float:
        """The weight of the rule, in its shade; where it has one for names known only from context, that."""
        name = f"{features.rule} {features.variant}" if features.variant else features.rule
        faint = self.rules.get(f"{name} unknown") if features.unknown else None
        return self.rules[name] if faint is None else faint

    def weight(self, features: Features) -> float:
        """The weight of the rule times that of the place."""
        return self.candidate(features) * self._places[features.place]

    def roles(self, features: Features) -> float:
        """The square of its weight, less where its rule often takes who buys for who is bought."""
        return self.weight(features) ** 2 * self._roles.get(features.rule, 1.0)

    def place(self, place: Place) -> float:
        """The weight of the place."""
        return self._places[place]

    def talk(self, readings: Sequence[Features], unknown: int) -> float:
        """The sum of the best readings of each sentence, less for each party known only from context."""
        # a sentence tells a thing once, however many of its words say so
        best: dict[str, float] = {}
        for features in readings:
            best[features.sentence] = max(best.get(features.sentence, 0.0), self.weight(features))
        score = sum(best.values())
        for _ in range(unknown):
            score *= self._unknown
        return score


def _of_kind(table: Mapping[tuple[str, str], float], kind: str) -> dict[str, float]:
    return {name: weight for (of, name), weight in table.items() if of == kind}
