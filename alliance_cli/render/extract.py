"""What was read in a report: its claims, and its text with the evidence marked."""

from collections.abc import Iterable, Iterator, Sequence

from alliance_cli import sides
from alliance_cli.models import Claim, Evidence, Report
from alliance_cli.render.text import Line, safe, wrap
from alliance_cli.render.told import facts


def understood(report: Report, claims: Sequence[Claim], unread: str, columns: int) -> Iterator[Line]:
    """A report's head, what it claims or why it was not read, and its text with the evidence marked."""
    day = str(report.published.when) if report.published else "no date"
    for part in wrap(safe(report.title) or "(no title)", columns):
        yield [(part, "heading")]
    yield [(f"{safe(report.publisher) or 'no publisher'}, {day}", "dim")]
    yield []
    if unread:
        for part in wrap(f"not read: {safe(unread)}", columns):
            yield [(part, "dim")]
        return
    if not claims:
        yield [("no talk claimed", "dim")]
    for number, claim in enumerate(claims, 1):
        yield from summary(claim, columns, number)
    yield []
    yield from marked_text(report.text, [e for c in claims for e in c.evidence if e.field == "text"], columns)


def summary(claim: Claim, columns: int, number: int | None = None) -> Iterator[Line]:
    """A claim in words, with its number in a report if it is one of several."""
    who = sides.parties([safe(party.name) for party in claim.parties], [party.role for party in claim.parties])
    yield [(f"{number}. " if number else "", "dim"), (who, "heading"), (", ", ""), (claim.kind.label, ""), (": ", ""),
           (claim.status, claim.status), ("" if claim.main else "  (background)", "dim")]  # fmt: skip
    for part in wrap(" · ".join(facts(claim)), columns - 3):
        yield [("   " + part, "dim")]
    for item in claim.evidence[:1]:
        for part in wrap(f"“{safe(item.quote)}”", columns - 3):
            yield [("   " + part, "quote")]


def marked_text(text: str, evidence: Iterable[Evidence], columns: int) -> Iterator[Line]:
    """The text wrapped to the width, the characters of the evidence in a style of their own."""
    marked = bytearray(len(text))
    for item in evidence:
        marked[item.start : item.end] = b"\x01" * (item.end - item.start)
    place = 0
    for paragraph in text.splitlines(keepends=True):
        yield from _paragraph(paragraph, marked[place : place + len(paragraph)], columns)
        place += len(paragraph)


def _paragraph(paragraph: str, marked: Sequence[int], columns: int) -> Iterator[Line]:
    line: Line = []
    used, place = 0, 0
    for word in paragraph.split():
        start = paragraph.index(word, place)
        place = start + len(word)
        shown, style = safe(word), "evidence" if any(marked[start:place]) else ""
        if used and used + 1 + len(shown) > columns:
            yield line
            line, used = [], 0
        if used:
            joined = style and line[-1][1] == style
            line.append((" ", style if joined else ""))
        line.append((shown, style))
        used += len(shown) + (1 if used else 0)
    yield line
