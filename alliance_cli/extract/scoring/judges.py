"""Learnt judges: what named circumstances make of a question, as odds between its answers."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

Odds = Mapping[str, float]
"""How probable each answer is; together 1."""


class Judge:
    """Answers one question by a multinomial logistic model: each circumstance speaks for or against each answer.

    The weights are learnt by `python -m benchmarks.learn` from labelled reports.
    """

    def __init__(self, answers: Sequence[str], weights: Mapping[str, Sequence[float]]) -> None:
        """Takes the answers and, for each circumstance, its weight for each of them, in their order."""
        self.answers = tuple(answers)
        self._weights = weights
        self.circumstances: Collection[str] = weights.keys()

    def odds(self, circumstances: Iterable[str]) -> Odds:
        """How probable each answer is under these circumstances; one that the weights do not know says nothing."""
        rows = self._known((ALWAYS, *circumstances))
        # fsum, as circumstances come in no order, and the same ones have to give the same odds to the last bit
        totals = [math.fsum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(self.answers)
        highest = max(totals)
        shares = [math.exp(total - highest) for total in totals]
        whole = sum(shares)
        return {answer: share / whole for answer, share in zip(self.answers, shares, strict=True)}

    def reasons(self, circumstances: Collection[str], answer: str, other: str, most: int = 3) -> tuple[str, ...]:
        """The circumstances that speak most for one answer against another, the strongest first."""
        one, two = self.answers.index(answer), self.answers.index(other)
        gain = {name: row[one] - row[two] for name in circumstances if (row := self._weights.get(name))}
        return tuple(sorted((name for name in gain if gain[name] > 0), key=lambda name: (-gain[name], name))[:most])

    def _known(self, circumstances: Iterable[str]) -> list[Sequence[float]]:
        return [row for row in map(self._weights.get, circumstances) if row is not None]


ALWAYS = "always"
"""The circumstance that always holds: its weights are the odds where nothing is known."""


QUESTIONS = ("status", "stage", "real", "main", "when", "origin")


class Judges:
    """The judges of a language: of a talk's status and stage, whether it is one at all (`real`), and a main one, of
    a date whether it is a talk's (`when`), and of a main talk who had its news (`origin`).
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        """Takes rows of question, circumstance and weights: "agreed:0.2 talks:-0.3", the answers always in one order.

        Raises ValueError for a circumstance given twice, for other answers than in the row before, and if a question
        is missing.
        """
        answers: dict[str, tuple[str, ...]] = {}
        weights: dict[str, dict[str, tuple[float, ...]]] = {}
        for question, circumstance, cell in rows:
            pairs = [part.split(":") for part in cell.split()]
            named = tuple(name for name, _ in pairs)
            held = weights.setdefault(question, {})
            if answers.setdefault(question, named) != named or circumstance in held:
                raise ValueError(f"judges: {question}, {circumstance}: given twice, or with other answers than before")
            held[circumstance] = tuple(float(weight) for _, weight in pairs)
        if weights.keys() != set(QUESTIONS):
            raise ValueError(f"judges: the questions are not {', '.join(QUESTIONS)}")
        self.status, self.stage, self.real, self.main, self.when, self.origin = (
            Judge(answers[q], weights[q]) for q in QUESTIONS
        )
