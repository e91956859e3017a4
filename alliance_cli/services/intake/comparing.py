"""How far two readers agree: on which talks there are, and, of those that both read, field by field."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from alliance_cli import comparison
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Claim, Report
from alliance_cli.reader import NotReadError, Reader, check

FIELDS = ("kind", "status", "stage", "basis", "denied", "origin", "main", "event_date")
PARTIES = "parties"
"""What is compared of a talk that both read."""


@dataclass(slots=True)
class Agreement:
    """Counts over reports. `same` has for each field how often both read it alike, of the talks that `both` read."""

    reports: int = 0
    unread: int = 0
    both: int = 0
    only_one: int = 0
    only_other: int = 0
    same: Counter[str] = field(default_factory=Counter)

    def rows(self) -> Iterator[tuple[str, int]]:
        """Each field with how often it was read alike."""
        yield from ((name, self.same[name]) for name in (PARTIES, *FIELDS))


def compare(reports: Iterable[Report], one: Reader, other: Reader, gazetteer: Gazetteer) -> Agreement:
    """What two readers make of these reports. Raises AllianceError as they do."""
    made = Agreement()
    for report in reports:
        try:
            first, second = _claims(one, report, gazetteer), _claims(other, report, gazetteer)
        except NotReadError:
            made.unread += 1
            continue
        made.reports += 1
        _count(made, first, list(second))
    return made


def _claims(reader: Reader, report: Report, gazetteer: Gazetteer) -> Sequence[Claim]:
    return check(reader.read(report, gazetteer), report).reading.claims


def _count(made: Agreement, first: Sequence[Claim], second: list[Claim]) -> None:
    """Pair the claims of one report by their companies, those of one kind first."""
    for claim in first:
        read = comparison.outline(claim)
        match = comparison.nearest(read, ((other, comparison.outline(other)) for other in second))
        if match is None:
            made.only_one += 1
            continue
        second.remove(match)
        made.both += 1
        made.same.update(name for name in FIELDS if getattr(claim, name) == getattr(match, name))
        apart = {found.field for found in comparison.unlike(read, comparison.outline(match))}
        made.same.update({PARTIES} - apart)
    made.only_other += len(second)
