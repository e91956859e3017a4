"""A report to what it claims, with names settled to companies: what `extract`, `add` and `ingest` share."""

from dataclasses import dataclass, replace

from alliance_cli import extract, resolve
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Claim, Report

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Understood:
    """A report with what its own text says of its publisher and date, its claims and its language."""

    report: Report
    claims: tuple[Claim, ...]
    language: str

    @property
    def is_read(self) -> bool:
        """False for a text in a language the program does not read."""
        return self.language == ENGLISH


def understand(report: Report, gazetteer: Gazetteer) -> Understood:
    """Read a report. Pure: the same report and companies give the same claims."""
    reading = extract.read(report, gazetteer)
    known = replace(report, publisher=reading.publisher, published=reading.published)
    day = known.published.day if known.published else None
    claims = tuple(resolve.settle(claim, gazetteer, day) for claim in reading.claims)
    return Understood(known, claims, reading.language)
