"""The rules that decide a status: one claim after the other, in the order of `threads.sort_key`."""

from dataclasses import dataclass, field

from alliance_cli.ledger.origins import UNKNOWN, count, origin_of
from alliance_cli.models import Basis, Claim, Entry, Stage, Status, Step

RULES = {
    "opens": "the first claim opens the talk with its status",
    "confirms": "a party or a filing on the record turns a rumour into a confirmed talk",
    "ends-rumour": "any report of its end ends a rumour",
    "ends-on-record": "a party or a filing on the record ends a confirmed talk",
    "ends-by-two-origins": "a second independent origin reports the end, so the confirmed talk is over",
    "end-reported": "one origin, with nobody on the record, reports the end: the confirmed talk stands, flagged",
    "goes-on": "a party or a filing on the record says it goes on: the reported end is taken back",
    "judgement": "your own judgement outranks every claim of an earlier or the same date",
    "denial": "a denial never changes the status",
    "rumour-after-confirmation": "a rumour never turns a confirmed talk back",
    "unsupported-confirmation": "only a party or a filing on the record confirms a rumour",
    "after-the-end": "what is said of an ended talk within a month of its end, or as background, does not reopen it",
    "new-origin": "an independent origin says the same",
    "repeat": "an origin already counted says it again",
}
_RANK = {stage: rank for rank, stage in enumerate(Stage)}
_ON_RECORD = frozenset({Basis.ON_RECORD, Basis.FILING})


@dataclass
class StatusFold:
    """The state of one talk while its claims are applied."""

    status: Status = Status.RUMOURED
    stage: Stage = Stage.EXPLORING
    end_reported: bool = False
    origins: set[str] = field(default_factory=set)
    end_origins: set[str] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """True once the talk is abandoned."""
        return self.status is Status.ABANDONED

    def apply(self, entry: Entry, choices: int = 1) -> None:
        """Apply the next claim and keep what it did as a step; `choices` talks could have had it."""
        origin = origin_of(entry)
        before, reported = self.status, self.end_reported
        rule = self._decide(entry.claim, origin)
        new_origin = origin not in self.origins and (origin != UNKNOWN or not self.origins)
        if rule == "repeat" and new_origin:
            rule = "new-origin"
        self.origins.add(origin)
        self._advance(entry.claim, rule)
        changed = not self.steps or self.status is not before or self.end_reported != reported
        self.steps.append(Step(entry, rule, self.status, self.stage, changed, origin, new_origin, choices))

    def _decide(self, claim: Claim, origin: str) -> str:
        """The rule the claim meets; sets the status."""
        if claim.basis is Basis.JUDGEMENT:
            return self._judge(claim)
        if not self.steps:
            self.status = claim.status
            return "opens"
        if claim.denied:
            return "denial"
        if self.ended:
            return "repeat" if claim.status is Status.ABANDONED else "after-the-end"
        if claim.status is Status.ABANDONED:
            return self._end(claim, origin)
        if claim.status is Status.CONFIRMED:
            return self._confirm(claim)
        return "rumour-after-confirmation" if self.status is Status.CONFIRMED else "repeat"

    def _judge(self, claim: Claim) -> str:
        first = not self.steps
        self.status = claim.status
        self.end_reported = False
        self.end_origins.clear()
        return "opens" if first else "judgement"

    def _confirm(self, claim: Claim) -> str:
        if claim.basis not in _ON_RECORD:
            return "repeat" if self.status is Status.CONFIRMED else "unsupported-confirmation"
        if self.status is Status.RUMOURED:
            self.status = Status.CONFIRMED
            return "confirms"
        if self.end_reported and claim.main:
            self.end_reported = False
            self.end_origins.clear()
            return "goes-on"
        return "repeat"

    def _end(self, claim: Claim, origin: str) -> str:
        if self.status is Status.RUMOURED:
            self.status = Status.ABANDONED
            return "ends-rumour"
        self.end_origins.add(origin)
        if claim.basis in _ON_RECORD or count(self.end_origins) > 1:
            by_two = claim.basis not in _ON_RECORD
            self.status, self.end_reported = Status.ABANDONED, False
            return "ends-by-two-origins" if by_two else "ends-on-record"
        self.end_reported = True
        return "end-reported"

    def _advance(self, claim: Claim, rule: str) -> None:
        """The stage is the furthest a claim reached; an ended talk is at `ended`."""
        if self.ended:
            self.stage = Stage.ENDED
        elif rule in {"opens", "judgement"} or (
            not claim.denied and claim.stage is not Stage.ENDED and _RANK[claim.stage] > _RANK[self.stage]
        ):
            self.stage = claim.stage
