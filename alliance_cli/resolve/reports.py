"""Names in reports: an alias means the company that bore it on the day."""

from dataclasses import replace
from datetime import date

from alliance_cli import names
from alliance_cli.gazetteer import Gazetteer, Match
from alliance_cli.models import Claim, Party


def settle(claim: Claim, gazetteer: Gazetteer, day: date | None) -> Claim:
    """The claim with each party whose name could mean several companies settled by the day, or marked as doubtful."""
    if not any(len(party.candidates) > 1 for party in claim.parties):
        return claim
    parties = tuple(_settle_party(party, gazetteer, day) for party in claim.parties)
    doubts = tuple(f"{p.name} could be {', '.join(p.candidates)}" for p in parties if len(p.candidates) > 1)
    return replace(claim, parties=parties, doubts=(*claim.doubts, *doubts))


def _settle_party(party: Party, gazetteer: Gazetteer, day: date | None) -> Party:
    if len(party.candidates) < 2 or day is None:
        return party
    valid = {
        m.company for surface in (party.name, *party.mentions) for m in _matches(gazetteer, surface) if _on(m, day)
    }
    left = tuple(c for c in party.candidates if c in valid) or party.candidates
    company = party.company if party.company in left else left[0]
    return replace(party, company=company, candidates=left if len(left) > 1 else ())


def _matches(gazetteer: Gazetteer, surface: str) -> list[Match]:
    return [*gazetteer.find(names.fold(surface)), *gazetteer.find(names.key(surface))]


def _on(match: Match, day: date) -> bool:
    return (match.since is None or match.since <= day) and (match.until is None or day <= match.until)
