"""Which claims of a new reading of a text are those of earlier readings, and in whose place the others come."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from alliance_cli.ledger import identity
from alliance_cli.models import Claim
from alliance_cli.store.claims import Read as Held
from alliance_cli.store.reports import Read
from alliance_cli.store.rereadings import Given


@dataclass(frozen=True, slots=True)
class Matched:
    """All claims of a reading as they are stored, in their order, and which of them are to be stored, by id."""

    given: tuple[Given, ...]
    fresh: dict[str, tuple[int, Claim]]


def matched(text: Read, held: Sequence[Held], found: Sequence[Claim], settled: Container[str]) -> Matched:
    """What a new reading of a text gives, beside what is held of all earlier ones.

    The same words at the same place are the same claim. Any other is new; it comes instead of an earlier claim of the
    same companies and kind that is no longer given, the one at its place first. `settled` are the ids of those in
    whose place another came before.
    """
    same = {place: _same(held, place, claim) for place, claim in enumerate(found)}
    kept = {claim_id for claim_id in same.values() if claim_id}
    free = [h for h in held if h.id not in kept and (h.counts or h.id not in settled)]
    given, fresh = [], {}
    for place, claim in enumerate(found):
        if known := same[place]:
            given.append(Given(known))
            continue
        earlier = sum(h.place == place for h in held)
        claim_id = identity.claim_id(text.report_id, f"{text.digest}|{text.number}|{earlier}", place)
        instead = min(_alike(free, claim), key=lambda h: (not h.counts, h.place != place, h.place), default=None)
        if instead is not None:
            free.remove(instead)
        given.append(Given(claim_id, new=True, instead=instead.id if instead else None))
        fresh[claim_id] = place, claim
    return Matched(tuple(given), fresh)


def unsaid(before: Sequence[Claim], now: Sequence[Claim]) -> tuple[Claim, ...]:
    """What was claimed before of companies and a kind that nothing is claimed of now."""
    said = [(claim.kind, _companies(claim)) for claim in now]
    return tuple(claim for claim in before if (claim.kind, _companies(claim)) not in said)


def _same(held: Sequence[Held], place: int, claim: Claim) -> str:
    return next((h.id for h in held if h.place == place and h.claim == claim), "")


def _alike(held: Sequence[Held], claim: Claim) -> Iterator[Held]:
    return (h for h in held if h.claim.kind is claim.kind and _companies(h.claim) == _companies(claim))


def _companies(claim: Claim) -> set[str]:
    return {party.company for party in claim.parties}
