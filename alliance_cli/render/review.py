"""A doubtful claim with the text it was read in."""

from collections.abc import Iterator, Sequence

from alliance_cli.models import Entry, Report
from alliance_cli.render.extract import marked_text, summary
from alliance_cli.render.text import Line, safe, wrap
from alliance_cli.vocabulary import counted

_SHORT = 24
"""A text of so many lines is shown whole; of a longer one, what is around the evidence."""

_AROUND = 3


def item(entry: Entry, talk: str, notes: Sequence[str], report: Report, place: str, columns: int) -> Iterator[Line]:
    """Where it stands, the text with the evidence marked, what was read, and notes such as what is in doubt."""
    day = str(entry.published.day) if entry.published else "no date"
    yield []
    for part in wrap(f"{safe(entry.title) or '(no title)'} ({place})", columns):
        yield [(part, "heading")]
    where = f"{safe(entry.publisher) or 'no publisher'}, {day}, claim {entry.id}, talk {talk or '(none)'}"
    for part in wrap(where, columns):
        yield [(part, "dim")]
    if entry.url:
        yield [(safe(entry.url), "dim")]
    yield []
    evidence = [e for e in entry.claim.evidence if e.field == "text"]
    yield from _near_evidence(list(marked_text(report.text, evidence, columns)))
    yield []
    yield from summary(entry.claim, columns)
    for told in notes:
        for part in wrap(safe(told), columns - 3):
            yield [("   " + part, "stale")]


def _near_evidence(lines: Sequence[Line]) -> Iterator[Line]:
    marked = [i for i, line in enumerate(lines) if any(style == "evidence" for _, style in line)] or [0]
    near = {i for m in marked for i in range(m - _AROUND, m + _AROUND + 1)}
    out = 0
    for i, line in enumerate(lines):
        if len(lines) > _SHORT and i not in near:
            out += 1
            continue
        yield from _gap(out)
        out = 0
        yield line
    yield from _gap(out)


def _gap(lines: int) -> Iterator[Line]:
    if lines:
        yield [(f"… {counted(lines, 'line')}", "dim")]
