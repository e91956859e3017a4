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
from alliance_cli.vocabulary import READ_IN_PART

OPENING = 200_000
"""So many characters of a report are read: a long article has a tenth, and what it is about stands at its beginning."""

THE_OPENING = f"its first {OPENING:,} characters"

_HEADING = 2_000
"""So many characters of a title are read."""


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

    @property
    def partly(self) -> str:
        """What alone was read of a report that holds too much, "" where all was; its claims have that as a doubt."""
        doubts = (doubt for claim in self.claims for doubt in claim.doubts if doubt.startswith(READ_IN_PART))
        found = next(doubts, "").removeprefix(f"{READ_IN_PART}: ")
        return found or (THE_OPENING if self.reader and _is_too_long(self.report) else "")


def understand(report: Report, gazetteer: Gazetteer) -> Understood:
    """Read a report. The same report, companies and readers give the same claims.

    Raises AllianceError (78) if the reader that is set is not there.
    """
    opening = _opening(report)
    reading, dropped = check(readers.choose(opening).read(opening, gazetteer), report)
    told = reading.publisher == report.publisher and reading.published is report.published
    known = report if told else replace(report, publisher=reading.publisher, published=reading.published)
    day = known.published.day if known.published else None
    cut = opening is not report
    read = (_marked(claim) if cut else claim for claim in reading.claims)
    claims = tuple(resolve.settle(claim, gazetteer, day) for claim in read)
    reader = "" if reading.unread else str(reading.reader)
    return Understood(known, claims, reading.language, reader, reading.why_unread, dropped, reading.trace)


def _opening(report: Report) -> Report:
    """The report with as much of its text as is read: whole sentences, the offsets as they are."""
    if not _is_too_long(report):
        return report
    text = report.text[:OPENING]
    if len(report.text) > OPENING:
        end = max(text.rfind("\n"), text.rfind(". ") + 1)
        text = text[:end] if end > OPENING // 2 else text
    return replace(report, text=text, title=report.title[:_HEADING])


def _is_too_long(report: Report) -> bool:
    return len(report.text) > OPENING or len(report.title) > _HEADING


def _marked(claim: Claim) -> Claim:
    return replace(claim, doubts=(*claim.doubts, f"{READ_IN_PART}: {THE_OPENING}"))


def attempt(report: Report, gazetteer: Gazetteer) -> Understood | Fault:
    """`understand`, with what a bug raises as a fault. Raises AllianceError as it does."""
    try:
        return understand(report, gazetteer)
    except AllianceError:
        raise
    except Exception as error:
        return from_bug(error, report.locator or report.url)
