"""The sample reports and what is expected of them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from alliance_cli import gazetteer, names
from alliance_cli.models import Claim, Party, Report
from alliance_cli.sources import read_inputs

FOLDER = Path(__file__).parent.parent / "data" / "samples"
SAMPLES = sorted(FOLDER.glob("*/*.md"))

Talk = dict[str, Any]


def report_of(path: Path) -> Report:
    (item,) = read_inputs([str(path)])
    assert isinstance(item, Report), item
    return item


def talks_of(path: Path) -> list[Talk]:
    talks: list[Talk] = json.loads(path.with_suffix(".expected").read_text(encoding="utf-8"))["talks"]
    return talks


def mains(path: Path) -> list[Talk]:
    return [talk for talk in talks_of(path) if talk["main"]]


@cache
def ids_of(name: str) -> frozenset[str]:
    """The companies a name may mean; the id made from the name where nobody listed it."""
    companies = gazetteer.packaged()
    found = [*companies.find(names.fold(name)), *companies.find(names.key(name))]
    return frozenset(match.company for match in found) or frozenset({names.company_id(name)})


def stands_for(party: Party, listed: list[str]) -> str | None:
    """The listed name that a party is, if any."""
    return next((name for name in listed if party.company in ids_of(name)), None)


def fits(claim: Claim, talk: Talk) -> bool:
    """All parties and nobody else; a unit listed as optional may stand for one of two."""
    hits = [stands_for(party, talk["parties"]) for party in claim.parties]
    others = [party for party, hit in zip(claim.parties, hits, strict=True) if hit is None]
    if any(stands_for(party, talk.get("optional", [])) is None for party in others):
        return False
    missing = set(talk["parties"]) - set(hits)
    return not missing or (len(missing) == 1 and len(talk["parties"]) == 2 and bool(others))


def kinds(talk: Talk) -> list[str]:
    return [talk["kind"], *talk["also_kinds"]]


def take(claim: Claim, talks: list[Talk]) -> Talk | None:
    """The expected talk that a claim means: the right kind first, then the full set of parties, then a main one."""

    def rank(talk: Talk) -> tuple[bool, bool, bool]:
        whole = all(any(party.company in ids_of(name) for party in claim.parties) for name in talk["parties"])
        return (claim.kind not in kinds(talk), not whole, not talk["main"])

    fitting = sorted((talk for talk in talks if fits(claim, talk)), key=rank)
    if not fitting:
        return None
    talks.remove(fitting[0])
    return fitting[0]
