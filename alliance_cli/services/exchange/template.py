"""An empty table of deals to fill in: as text, or as a workbook with the words to choose from and how to fill it in."""

from collections.abc import Mapping

from alliance_cli.services.exchange import row_columns
from alliance_cli.services.exchange.workbook import Sheet, made
from alliance_cli.vocabulary import Basis, Kind, Stage, Status

COLUMNS: Mapping[str, str] = {
    "id": "What you call the row. With one, a row that you mend later replaces what it said before.",
    "company": "A company, by any name it goes by.",
    "partner": "Another; more in one cell are split by ;",
    "kind": "What sort of tie-up; without one cooperation.",
    "status": "Where it stands; without one rumoured, or what the stage says.",
    "stage": "How far it got.",
    "published": "When it was reported: 2025-11-13, 2025-11, 2025-Q4 or 2025.",
    "happened": "When it happened, if that is another day.",
    "publisher": "The outlet you read it in. A row with neither outlet, origin nor url is your own judgement.",
    "origin": "Who first had it: an outlet, company (said so itself), or sources (unnamed people).",
    "basis": "On whose word; without one on-record, for a rumour anonymous.",
    "region": "The market it is for.",
    "subject": "What it is about, in a few words.",
    "note": "The words of the report, or yours.",
    "url": "Where it can be read.",
}
"""The columns of the template, and what goes into each."""

_CHOICES = {"kind": tuple(Kind), "status": tuple(Status), "stage": tuple(Stage), "basis": tuple(Basis)}


def text() -> str:
    """The heading as CSV."""
    return ",".join(COLUMNS) + "\n"


def workbook() -> bytes:
    """The workbook."""
    rows = [
        {"column": name, "what": about, "words": list(_CHOICES.get(name, ())), "also called": _others(name)}
        for name, about in COLUMNS.items()
    ]
    return made(
        [
            Sheet("Deals", tuple(COLUMNS), (), choices=_CHOICES, days=("published", "happened")),
            Sheet("How to fill it in", ("column", "what", "words", "also called"), rows),
        ]
    )


def _others(column: str) -> list[str]:
    """The names that the column may also have."""
    return list(row_columns.names().get("company" if column == "partner" else column, ()))
