"""Claims against labels: what was found, missed and invented, which fields are right, and what confidence is worth.

A claim and a labelled talk fit when the claim names two of the talk's parties (or one, and a name that may stand
beside) and nobody else. A claim that fits no talk is false, and so is a second claim on a talk that has one. A missing
main talk is a miss; missing background is none, and background found counts as right.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from alliance_cli import names
from alliance_cli.models import Claim, Party
from benchmarks.labels.labels import Labelled, Talk

FIELDS = ("status", "stage", "kind", "origin", "denied", "event_date")


@dataclass(slots=True)
class Score:
    """Counts over reports; `sure` has, for each claim, its confidence and whether it fits a labelled talk."""

    counts: Counter[str] = field(default_factory=Counter)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def share(self, of: str, all_of: str) -> float:
        """A share from 0 to 1; 0 where there is nothing to count."""
        return self.counts[of] / self.counts[all_of] if self.counts[all_of] else 0.0

    @property
    def precision(self) -> float:
        """How many claims fit a talk."""
        return self.share("right", "claims")

    @property
    def recall(self) -> float:
        """How many main talks were found."""
        return self.share("found", "main")

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _mean(self.precision, self.recall)

    @property
    def strict(self) -> float:
        """The same where a main talk counts as found only with its status right."""
        right = self.counts["right"] - self.counts["found"] + self.counts["status"]
        precision = right / self.counts["claims"] if self.counts["claims"] else 0.0
        return _mean(precision, self.share("status", "main"))


def _mean(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def score(read: Iterable[tuple[Labelled, Sequence[Claim]]]) -> Score:
    """Compare the claims of reports with their labels."""
    made = Score()
    for label, claims in read:
        free = list(label.talks)
        for claim in claims:
            fitting = [talk for talk in free if fits(claim, talk)]
            made.counts["claims"] += 1
            made.sure.append((claim.confidence, bool(fitting)))
            if fitting:
                best = min(fitting, key=lambda talk: (not _right("kind", claim, talk), talk["salience"] != "main"))
                free.remove(best)
                _count(made, claim, best)
            else:
                again = any(fits(claim, talk) for talk in label.talks)
                made.counts["again" if again else "false"] += 1
                made.errors.append(f"{'again' if again else 'false':7} {label.id}: {_shown(claim)}")
        missed = [talk for talk in free if talk["salience"] == "main"]
        made.counts["main"] += len(missed)
        made.errors += [f"missed  {label.id}: {' + '.join(talk['parties'])}, {talk['kind']}" for talk in missed]
    return made


def _count(made: Score, claim: Claim, talk: Talk) -> None:
    made.counts["right"] += 1
    made.counts["placed"] += claim.main == (talk["salience"] == "main")
    if talk["salience"] == "main":
        made.counts.update(["main", "found", *(name for name in FIELDS if _right(name, claim, talk))])


def fits(claim: Claim, talk: Talk) -> bool:
    """True if a claim is one of this talk."""
    covered: set[str] = set()
    beside = 0
    for party in claim.parties:
        name = next((name for name in talk["parties"] if _is(party, name, talk)), None)
        if name is not None:
            covered.add(name)
        elif any(_is(party, name, talk) for name in talk["optional"]):
            beside += 1
        else:
            return False
    return len(covered) > 1 or (len(covered) == 1 and beside > 0)


def _is(party: Party, name: str, talk: Talk) -> bool:
    forms = (name, *talk["aliases"].get(name, ()))
    return any(_same(one, other) for one in (party.name, *party.mentions) for other in forms)


def _same(one: str, other: str) -> bool:
    """True for two names of one company: the same, one the beginning or end of the other, or its initials."""
    short, long = sorted((names.key(one).split(), names.key(other).split()), key=len)
    if not short:
        return False
    if short in (long, long[: len(short)], long[-len(short) :]) or "".join(short) == "".join(long):
        return True
    return len(short) == 1 < len(long) and short[0] == "".join(word[0] for word in long)


def _right(name: str, claim: Claim, talk: Talk) -> bool:
    value = getattr(claim, name)
    if name == "kind":
        return value in (talk["kind"], *talk["also_kinds"])
    if name == "event_date":
        return ("" if value is None else str(value)) == talk[name]
    return _same(value, talk[name]) if name == "origin" else bool(value == talk[name])


def _shown(claim: Claim) -> str:
    return f"{' + '.join(party.name for party in claim.parties)}, {claim.kind}, {claim.status}, {claim.confidence}"
