"""The rules that decide a status: one claim after the other, in the order of `threads.sort_key`."""

from dataclasses import dataclass, field
from datetime import date

from alliance_cli.ledger.confidence import Trust, Voices, trust_of
from alliance_cli.ledger.denials import takes_back
from alliance_cli.ledger.origins import UNKNOWN, origin_of
from alliance_cli.models import Basis, Claim, Entry, Stage, Status, Step
from alliance_cli.vocabulary import COUNTS_FROM, SURE_FROM, UNREVIEWED

RULES = {
    "opens": "the first claim opens the talk with its status",
    "settles": "the first claim that was read surely decides what one doubtful claim alone had said",
    "confirms": "a party or a filing on the record turns a rumour into a confirmed talk",
    "confirms-by-two": "doubtful claims of two independent origins come to a sure one: a party or a filing confirms it",
    "confirmation-reported": f"one doubtful claim (read with less than {SURE_FROM}) has a party or a filing on the "
    "record: the rumour stands, flagged",
    "ends-rumour": "any report of its end ends a rumour",
    "ends-on-record": "a party or a filing on the record ends a confirmed talk",
    "ends-by-denial": "a party had confirmed talks, and a party now says on the record that there are none: they end",
    "ends-by-two-origins": "a second independent origin reports the end, so the talk is over",
    "end-reported": "the end is reported, but by too little to end it (one origin with nobody on the record, or a "
    "doubtful claim): the talk stands, flagged",
    "goes-on": "a party or a filing on the record says it goes on: the reported end is taken back",
    "judgement": "your own judgement outranks every claim of an earlier or the same date",
    "denial": "a denial never changes the status",
    "rumour-after-confirmation": "a rumour never turns a confirmed talk back",
    "unsupported-confirmation": "only a party or a filing on the record confirms a rumour",
    "after-the-end": "what is said of an ended talk within a month of its end, or as background, does not reopen it",
    "new-origin": "an independent origin says the same",
    "repeat": "an origin already counted says it again",
    UNREVIEWED: f"read with less than {COUNTS_FROM}, it counts for nothing until reviewed",
}
_RANK = {stage: rank for rank, stage in enumerate(Stage)}
_ON_RECORD = frozenset({Basis.ON_RECORD, Basis.FILING})
_ONE, _TWO = 1, 2
"""How many sure origins turn a status."""


@dataclass
class StatusFold:
    """The state of one talk while its claims are applied.

    `trust` is that of the surest claim so far; `origins` are those that count, `heard` all; `ends`, `recorded_ends` and
    `confirmations` are who says so, the second and third on the record; `recorded` is the last day on which a party
    stood by it.
    """

    status: Status = Status.RUMOURED
    stage: Stage = Stage.EXPLORING
    end_reported: bool = False
    confirmation_reported: bool = False
    on_hold: bool = False
    trust: Trust = Trust.UNSURE
    origins: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)
    ends: Voices = field(default_factory=Voices)
    recorded_ends: Voices = field(default_factory=Voices)
    confirmations: Voices = field(default_factory=Voices)
    recorded: date | None = None
    steps: list[Step] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """True once the talk is abandoned."""
        return self.status is Status.ABANDONED

    def apply(self, entry: Entry, choices: int = 1) -> None:
        """Apply the next claim and keep what it did as a step; `choices` talks could have had it."""
        origin, trust = origin_of(entry), trust_of(entry.claim)
        before, known = self._standing(), self.trust
        afresh = trust > known and self.confirmations.weight < _ONE
        rule = self._decide(entry, origin, trust)
        new_origin = self._is_new(origin, trust)
        if rule == "repeat" and new_origin:
            rule = "new-origin"
        self.heard.add(origin)
        if trust is not Trust.UNSURE:
            self.origins.add(origin)
            reached = self.stage
            self._advance(entry.claim, rule, heeded=trust >= known, afresh=afresh)
            if trust >= known:
                self._pause(entry.claim, moved=self.stage is not reached)
            self.trust = max(trust, known)
        changed = not self.steps or rule == "opens" or self._standing() != before
        self.steps.append(Step(entry, rule, self.status, self.stage, changed, origin, new_origin, choices))

    def _standing(self) -> tuple[Status, bool, bool]:
        return self.status, self.end_reported, self.confirmation_reported

    def _is_new(self, origin: str, trust: Trust) -> bool:
        if trust is Trust.UNSURE:
            return False
        return origin not in self.origins and (origin != UNKNOWN or not self.origins)

    def _decide(self, entry: Entry, origin: str, trust: Trust) -> str:
        """The rule the claim meets; sets the status."""
        claim = entry.claim
        if trust is Trust.UNSURE:
            return self._set_aside(claim)
        if claim.basis is Basis.JUDGEMENT:
            return self._judge(entry, origin)
        if self.trust is Trust.UNSURE:
            return self._open(entry, origin, trust)
        if trust > self.trust and not self._stands():
            return self._settle(entry, origin)
        if claim.denied:
            return self._deny(entry, origin, trust)
        if self.ended:
            return "repeat" if claim.status is Status.ABANDONED else "after-the-end"
        if claim.status is Status.ABANDONED:
            return self._end(claim, origin, trust)
        if claim.status is Status.CONFIRMED:
            return self._confirm(entry, origin, trust)
        return "rumour-after-confirmation" if self.status is Status.CONFIRMED else "repeat"

    def _set_aside(self, claim: Claim) -> str:
        """Until a claim comes that counts, a talk shows what one says that does not."""
        if not self.steps:
            self.status, self.stage = claim.status, claim.stage
        return UNREVIEWED

    def _judge(self, entry: Entry, origin: str) -> str:
        first = self.trust is Trust.UNSURE
        for voices in (self.ends, self.recorded_ends, self.confirmations):
            voices.clear()
        self._take(entry, origin, Trust.SURE)
        return "opens" if first else "judgement"

    def _open(self, entry: Entry, origin: str, trust: Trust) -> str:
        self._take(entry, origin, trust)
        return "opens"

    def _take(self, entry: Entry, origin: str, trust: Trust) -> None:
        """Take the status of a claim, whatever was said before."""
        claim = entry.claim
        self.status = claim.status
        self.end_reported = self.confirmation_reported = False
        if claim.status is Status.ABANDONED:
            self._hear_end(claim, origin, trust)
        elif claim.status is Status.CONFIRMED:
            self._hear_confirmation(entry, origin, trust)

    def _stands(self) -> bool:
        """True if more than one doubtful claim has the talk confirmed, or over; a rumour it can be by one."""
        match self.status:
            case Status.RUMOURED:
                return True
            case Status.CONFIRMED:
                return self.confirmations.weight >= _ONE
            case Status.ABANDONED:
                return self.ends.weight >= _ONE

    def _settle(self, entry: Entry, origin: str) -> str:
        """The first sure claim takes the place of the doubtful one before it; what that said stays as a flag."""
        said = self.status
        self._take(entry, origin, Trust.SURE)
        if not self.ended:
            self.end_reported = said is Status.ABANDONED
            self.confirmation_reported = said is Status.CONFIRMED and self.status is Status.RUMOURED
        return "repeat" if self.status is said else "settles"

    def _confirm(self, entry: Entry, origin: str, trust: Trust) -> str:
        if entry.claim.basis not in _ON_RECORD:
            return "repeat" if self.status is Status.CONFIRMED else "unsupported-confirmation"
        self._hear_confirmation(entry, origin, trust)
        if self.status is Status.RUMOURED:
            return self._turn_confirmed(entry, trust)
        if self.end_reported and entry.claim.main and trust is Trust.SURE:
            self._take_end_back()
            return "goes-on"
        return "repeat"

    def _turn_confirmed(self, entry: Entry, trust: Trust) -> str:
        if self.confirmations.weight < _ONE:
            self.confirmation_reported = True
            return "confirmation-reported"
        self.status, self.confirmation_reported = Status.CONFIRMED, False
        if entry.claim.main:
            self._take_end_back()
        return "confirms" if trust is Trust.SURE else "confirms-by-two"

    def _take_end_back(self) -> None:
        self.end_reported = False
        self.ends.clear()
        self.recorded_ends.clear()

    def _end(self, claim: Claim, origin: str, trust: Trust) -> str:
        self._hear_end(claim, origin, trust)
        rumour = self.status is Status.RUMOURED
        if self.ends.weight < (_ONE if rumour else _TWO) and self.recorded_ends.weight < _ONE:
            self.end_reported = True
            return "end-reported"
        self.status = Status.ABANDONED
        self.end_reported = self.confirmation_reported = False
        if trust is Trust.SURE and (rumour or claim.basis in _ON_RECORD):
            return "ends-rumour" if rumour else "ends-on-record"
        return "ends-by-two-origins"

    def _deny(self, entry: Entry, origin: str, trust: Trust) -> str:
        """A denial, unless it ends talks that a party had confirmed."""
        if not (self._confirmed_before(entry.day) and takes_back(entry)):
            return "denial"
        rule = self._end(entry.claim, origin, trust)
        return "ends-by-denial" if self.ended else rule

    def _confirmed_before(self, day: date) -> bool:
        """True if a party stood by talks, no deal yet, on an earlier day."""
        early = self.status is Status.CONFIRMED and _RANK[self.stage] <= _RANK[Stage.TALKS]
        return early and self.recorded is not None and self.recorded < day

    def _hear_end(self, claim: Claim, origin: str, trust: Trust) -> None:
        self.ends.hear(origin, trust)
        if claim.basis in _ON_RECORD or claim.basis is Basis.JUDGEMENT:
            self.recorded_ends.hear(origin, trust)

    def _hear_confirmation(self, entry: Entry, origin: str, trust: Trust) -> None:
        self.confirmations.hear(origin, trust)
        if trust is Trust.SURE and entry.claim.basis is not Basis.ANONYMOUS:
            self.recorded = entry.day

    def _advance(self, claim: Claim, rule: str, *, heeded: bool, afresh: bool) -> None:
        """The stage is the furthest that a claim as sure as the talk reached; an ended talk is at `ended`.

        The first sure claim begins `afresh`: what one doubtful claim said of the stage is not heeded.
        """
        if self.ended:
            self.stage = Stage.ENDED
        elif rule in {"opens", "settles", "judgement"}:
            self.stage = claim.stage
        elif heeded and not claim.denied and claim.stage is not Stage.ENDED:
            self.stage = claim.stage if afresh else max(self.stage, claim.stage, key=_RANK.__getitem__)

    def _pause(self, claim: Claim, *, moved: bool) -> None:
        """On hold is a talk from the claim that says so until it moves on: a new stage, a party's word, or its end."""
        if self.ended:
            self.on_hold = False
        elif claim.main and not claim.denied:
            goes_on = moved or claim.renewed or claim.basis is not Basis.ANONYMOUS
            self.on_hold = claim.on_hold or (self.on_hold and not goes_on)
