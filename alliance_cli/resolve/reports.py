"""Names in reports: an alias means the company that bore it on the day, and of several the one that fits the rest."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from alliance_cli import names
from alliance_cli.gazetteer import Gazetteer, Match
from alliance_cli.models import Claim, Company, Party


def settle(claim: Claim, gazetteer: Gazetteer, day: date | None) -> Claim:
    """The claim with each party whose name could mean several companies settled, or marked as doubtful.

    What settles it: who bore the name on the day; then who is owned by, or owns, another party (GM's Saab is the car
    maker); then who is of the industry of another party.
    """
    if not any(len(party.candidates) > 1 for party in claim.parties):
        return claim
    sure = [p.company for p in claim.parties if len(p.candidates) < 2]
    others = [company for company in map(gazetteer.company, sure) if company is not None]
    parties = tuple(_settle_party(party, gazetteer, day, others) for party in claim.parties)
    doubts = tuple(f"{p.name} could be {', '.join(p.candidates)}" for p in parties if len(p.candidates) > 1)
    return replace(claim, parties=parties, doubts=(*claim.doubts, *doubts))


def _settle_party(party: Party, gazetteer: Gazetteer, day: date | None, others: Iterable[Company]) -> Party:
    if len(set(party.candidates)) < 2:
        return replace(party, candidates=())
    left = _on_the_day(party, gazetteer, day)
    company = party.company if party.company in left else left[0]
    closest = _closest(left, gazetteer, list(others))
    if closest:
        company, left = closest, (closest,)
    return replace(party, company=company, candidates=left if len(left) > 1 else ())


def _on_the_day(party: Party, gazetteer: Gazetteer, day: date | None) -> tuple[str, ...]:
    """The candidates that bore one of the names on the day; all of them if none did."""
    candidates = tuple(dict.fromkeys(party.candidates))  # a name borne at two times is the same company's twice
    if day is None:
        return candidates
    surfaces = (party.name, *party.mentions)
    valid = {m.company for surface in surfaces for m in _matches(gazetteer, surface) if _on(m, day)}
    return tuple(c for c in candidates if c in valid) or candidates


def _closest(candidates: Iterable[str], gazetteer: Gazetteer, others: list[Company]) -> str:
    """The one candidate that is closer to the other parties than the rest; empty where none stands out."""
    known = [company for company in map(gazetteer.company, candidates) if company is not None]
    closeness = {company.id: max((_close(company, other) for other in others), default=0) for company in known}
    best = max(closeness.values(), default=0)
    nearest = [company for company, level in closeness.items() if level == best]
    return nearest[0] if best and len(nearest) == 1 else ""


def _close(company: Company, other: Company) -> int:
    """2 for an owner and its company, at whatever time; 1 for companies of one industry."""
    if other.id in {p.company for p in company.parents} or company.id in {p.company for p in other.parents}:
        return 2
    return int(bool(company.sector) and company.sector == other.sector)


def _matches(gazetteer: Gazetteer, surface: str) -> list[Match]:
    return [*gazetteer.find(names.fold(surface)), *gazetteer.find(names.key(surface))]


def _on(match: Match, day: date) -> bool:
    return (match.since is None or match.since <= day) and (match.until is None or day <= match.until)
