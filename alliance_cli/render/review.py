"""A doubtful claim with the text it was read in."""

from collections.abc import Iterator, Sequence

from alliance_cli.models import Entry, Report
from alliance_cli.render.extract import marked_text, summary
from alliance_cli.render.text import Line, safe, wrap


def item(entry: Entry, doubts: Sequence[str], report: Report, place: str, columns: int) -> Iterator[Line]:
    """Where it stands, what is in doubt, what was read, and the text with the evidence marked."""
    day = str(entry.published.day) if entry.published else "no date"
    yield []
    yield [(safe(entry.title) or "(no title)", "heading"), (f"  {place}", "dim")]
    yield [(f"{safe(entry.publisher) or 'no publisher'}, {day}, {entry.id}", "dim")]
    yield []
    yield from marked_text(report.text, [e for e in entry.claim.evidence if e.field == "text"], columns)
    yield []
    yield from summary(entry.claim, columns)
    for doubt in doubts:
        for part in wrap(f"in doubt: {safe(doubt)}", columns - 3):
            yield [("   " + part, "stale")]
