"""A report to what it claims, with names settled to companies: what `extract`, `add`, `ingest` and `rebuild` share."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from alliance_cli import readers, resolve
from alliance_cli.errors import AllianceError
from alliance_cli.gazetteer import Gazetteer
from alliance_cli.models import Claim, Report
from alliance_cli.reader import Explanation, check
from alliance_cli.sources import Fault
from alliance_cli.sources.guard import from_bug


@dataclass(frozen=True, slots=True)
class Understood:
    """A report with what its own text says of its publisher and date, its claims and its language.

    `reader` is the id of the reader whose claims they are, "" where nothing was read, and `unread` then says why.
    `dropped` counts the claims that did not stand up to the text. `trace` tells how the others came about.
    """

    report: Report
    claims: tuple[Claim, ...]
    language: str
    reader: str = ""
    unread: str = ""
    dropped: int = 0
    trace: Callable[[], Explanation] | None = None


def understand(report: Report, gazetteer: Gazetteer) -> Understood:
    """Read a report. The same report, companies and readers give the same claims.

    Raises AllianceError (78) if the reader that is set is not there.
    """
    reading, dropped = check(readers.choose(report).read(report, gazetteer), report)
    known = replace(report, publisher=reading.publisher, published=reading.published)
    day = known.published.day if known.published else None
    claims = tuple(resolve.settle(claim, gazetteer, day) for claim in reading.claims)
    reader = "" if reading.unread else str(reading.reader)
    return Understood(known, claims, reading.language, reader, reading.why_unread, dropped, reading.trace)


def attempt(report: Report, gazetteer: Gazetteer) -> Understood | Fault:
    """`understand`, with what a bug raises as a fault. Raises AllianceError as it does."""
    try:
        return understand(report, gazetteer)
    except AllianceError:
        raise
    except Exception as error:
        return from_bug(error, report.locator or report.url)
