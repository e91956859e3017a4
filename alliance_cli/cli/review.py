"""`alliance review`: what extraction is unsure of, decided by a person."""

import sqlite3
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import changes, options
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import Format, say, show
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.records import mark, number, outcome, parties, text, time
from alliance_cli.render.tables import ON_REQUEST
from alliance_cli.render.text import counted

if TYPE_CHECKING:
    from alliance_cli.services.reviewing import Item

app = options.single("review")

COLUMNS = (
    mark("status"), text("claim", "claim", 13, style="dim"),
    parties("companies"), text("kind", "kind", 6, 2, comfort=13),
    outcome("status", "status", 1), text("in doubt", "doubts", 16, comfort=26, wraps=True),
    text("title", "title", 20, 3, wraps=True), text("publisher", "publisher", 9, ON_REQUEST),
    text("url", "url", 20, ON_REQUEST), text("quotes", "quotes", 20, ON_REQUEST, wraps=True),
    number("confidence", "confidence", ON_REQUEST), time("date", "date", ON_REQUEST),
)  # fmt: skip
_ASK = "[a]ccept, [c]orrect, [d]rop, [s]kip, [q]uit"


@app.command(
    help="Claims that were read with doubt: little confidence, a name that several companies bear, several talks that "
    "could have had it. On a terminal it walks through them; scripts use --list --json and CLAIM with --accept, --drop "
    "or --set.",
    epilog="Examples: alliance review --list --json  |  alliance review c5k2 --set kind=merger --set region=Japan",
)
@options.grouped
def review(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(help="The id of a claim, or the beginning of it.")] = "",
    list_: Annotated[bool, typer.Option("--list", help="Only list what waits.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="It was read right.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="There is no such claim.")] = False,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Correct a field; may be given often.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    dry_run: options.DryRun = False,
    *,
    to: options.Table,
) -> None:
    """List, decide, or walk through doubtful claims."""
    from alliance_cli.services import opening, reviewing

    settings: Settings = ctx.obj
    verdicts = [v for v, wanted in (("accept", accept), ("drop", drop), ("set", values)) if wanted]
    if len(verdicts) > 1 or bool(verdicts) != bool(claim):
        raise AllianceError("give a CLAIM with one of --accept, --drop and --set, or neither", ExitCode.USAGE)
    conn = opening.for_reading(settings.db)
    if verdicts:
        item = reviewing.one(conn, claim)
        done = reviewing.decide(
            conn, item, verdicts[0], reviewing.pairs_of(values or []), command=settings.command, now=now(),
            keep=not dry_run,
        )  # fmt: skip
        how = changes.Telling(settings, json=to.json, dry_run=dry_run)
        changes.report(how, conn, done.changes, nothing="stored; no talk changed")
    elif list_ or to.form is not Format.TEXT:
        found = reviewing.waiting(conn, limit)
        records = [reviewing.record(item) if to.json else _row(item) for item in found]
        total = f"{counted(len(found), 'claim')} to review"
        listed(settings, to, "review", records, COLUMNS, total=total, flat=("companies",))
    elif not settings.can_ask:
        raise AllianceError("there is no terminal to ask on; use --list, or CLAIM with --accept, --drop or --set",
                            ExitCode.USAGE)  # fmt: skip
    else:
        _walk(settings, conn, limit)


def _row(item: "Item") -> dict[str, object]:
    from alliance_cli.services import reviewing

    return {**reviewing.flat(item), "companies": [p.name for p in item.entry.claim.parties]}


def _walk(settings: Settings, conn: sqlite3.Connection, limit: int | None) -> None:
    from alliance_cli.services import reviewing

    items = reviewing.waiting(conn, limit)
    if not items:
        say(settings, "nothing to review")
    for place, item in enumerate(items, 1):
        _show(settings, conn, item, f"{place} of {len(items)}")
        answer = _answer()
        if answer == "q":
            return
        if answer == "s":
            continue
        values = _corrections() if answer == "c" else {}
        if answer == "c" and not values:
            continue
        verdict = {"a": "accept", "d": "drop", "c": "set"}[answer]
        _decide(settings, conn, item, verdict, values)


def _decide(settings: Settings, conn: sqlite3.Connection, item: "Item", verdict: str, values: dict[str, str]) -> None:
    from alliance_cli.services import reviewing

    words = " ".join([f"alliance review {item.entry.id}", f"--{verdict}", *(f"{k}={v}" for k, v in values.items())])
    try:
        done = reviewing.decide(conn, item, verdict, values, command=words, now=now())
    except AllianceError as error:
        say(settings, f"alliance: {error.message}; skipped")
        return
    changes.report(changes.Telling(settings), conn, done.changes, nothing="stored; no talk changed")


def _show(settings: Settings, conn: sqlite3.Connection, item: "Item", place: str) -> None:
    from alliance_cli.render import review as render
    from alliance_cli.services import reviewing

    report = reviewing.text_of(conn, item)
    show(settings, lambda columns: render.item(item.entry, item.doubts, report, place, columns))


def _answer() -> str:
    while True:
        answer = str(typer.prompt(_ASK, default="s", show_default=False)).strip().lower()[:1]
        if answer in {"a", "c", "d", "s", "q"}:
            return answer


def _corrections() -> dict[str, str]:
    from alliance_cli.services import reviewing

    text = str(typer.prompt("FIELD=VALUE, several split by ;", default="", show_default=False))
    return reviewing.pairs_of([part for part in text.split(";") if part.strip()]) if "=" in text else {}
