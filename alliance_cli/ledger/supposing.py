"""What would become of a talk if a claim of it were beyond doubt."""

from dataclasses import replace
from typing import NamedTuple

from alliance_cli.ledger.folding import fold
from alliance_cli.models import Entry, Status, Talk


class Effect(NamedTuple):
    """What a review that accepts a claim changes of its talk: `turned` is the status then, None for no other."""

    turned: Status | None = None
    settled: bool = False

    @property
    def rank(self) -> int:
        """How much it matters: a turn before an end of doubt before nothing."""
        return 2 * (self.turned is not None) + self.settled

    def told(self, talk: Talk) -> str:
        """In words, empty for no effect."""
        turns = [f"turns it from {talk.status} to {self.turned}"] if self.turned else []
        return ", ".join([*turns, *(["it is no longer doubtful"] if self.settled else [])])


def if_accepted(talk: Talk, claim: str) -> Effect:
    """What a review that accepts this claim of a talk would change of it, by the claims of the talk alone."""
    supposed = fold(_sure(step.entry) if step.entry.id == claim else step.entry for step in talk.steps)
    then = next((t for t in supposed if any(step.entry.id == claim for step in t.steps)), talk)
    return Effect(then.status if then.status is not talk.status else None, talk.doubtful and not then.doubtful)


def _sure(entry: Entry) -> Entry:
    return replace(entry, claim=replace(entry.claim, confidence=1.0))
