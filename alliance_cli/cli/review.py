"""`alliance review`: what extraction is unsure of, decided by a person."""

import shlex
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from alliance_cli.claim_fields import CORRECTABLE
from alliance_cli.cli import changes, options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.formats import Format
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import note, say, show
from alliance_cli.cli.settings import Settings, now, today
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.records import mark, number, outcome, parties, text, time
from alliance_cli.render.tables import ON_REQUEST
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.services.judging.reviewing import Item
    from alliance_cli.services.keeping.folding import Refolded

app = App("review")

COLUMNS = (
    mark("status"), text("claim", "claim", 13, style="dim"),
    parties("companies"), text("kind", "kind", 6, 2, comfort=13),
    outcome("status", "status", 1), text("in doubt", "doubts", 16, comfort=26, wraps=True),
    text("if accepted", "effect", 12, 4, comfort=20, wraps=True), text("title", "title", 20, 3, wraps=True),
    text("publisher", "publisher", 9, ON_REQUEST),
    text("url", "url", 20, ON_REQUEST), text("quotes", "quotes", 20, ON_REQUEST, wraps=True),
    number("confidence", "confidence", ON_REQUEST), time("date", "date", ON_REQUEST),
)  # fmt: skip
_CORRECTABLE = ", ".join(
    f"{word} ({field.type.hint})" if field.type.hint else word for word, field in CORRECTABLE.items()
)
_ANSWERS = ("accept", "correct", "drop", "skip", "quit")


@app.command(
    help="Claims that were read with doubt: little confidence, a name that several companies bear, several talks that "
    "could have had it; first what would turn a status or end the doubt about a talk. On a terminal it walks through "
    "them, or asks about CLAIM; scripts use --list --json and CLAIM with --accept, --drop or --set. What can be set: "
    f"{_CORRECTABLE}, party:NAME, the company that NAME means, role:NAME, what it is in the deal, and talk, the one it "
    "belongs to.",
    epilog="Examples: alliance review --list --json  |  alliance review c5k2 --set kind=merger --set region=Japan",
)
@options.grouped
def review(
    ctx: Context,
    claim: Annotated[str, Argument(help="The id of a claim, or the beginning of it.")] = "",
    list_: Annotated[bool, Option("--list", help="Only list what waits.")] = False,
    accept: Annotated[bool, Option("--accept", help="It was read right.")] = False,
    drop: Annotated[bool, Option("--drop", help="There is no such claim.")] = False,
    values: Annotated[
        list[str] | None, Option("--set", metavar="FIELD=VALUE", help="Correct a field; may be given often.")
    ] = None,
    limit: Annotated[int, Option("--limit", min=1, help="List at most so many.")] = 100,
    everything: Annotated[bool, Option("--all", help="List all of them, whatever the limit.")] = False,
    dry_run: options.DryRun = False,
    *,
    to: options.Table,
) -> None:
    """List, decide, or walk through doubtful claims."""
    from alliance_cli.services.judging import reviewing
    from alliance_cli.services.keeping import opening

    settings: Settings = ctx.obj
    verdicts = [v for v, wanted in (("accept", accept), ("drop", drop), ("set", values)) if wanted]
    if len(verdicts) > 1 or (verdicts and not claim):
        raise AllianceError("give a CLAIM with one of --accept, --drop and --set", ExitCode.USAGE)
    conn = opening.for_reading(settings.db)
    if verdicts:
        done = reviewing.decide(
            conn, reviewing.one(conn, claim), verdicts[0], reviewing.pairs_of(values or []), command=settings.command,
            now=now(), today=today(), keep=not dry_run,
        )  # fmt: skip
        _tell(changes.Telling(settings, json=to.form is Format.JSON, dry_run=dry_run), conn, done)
    elif list_ or to.form is not Format.TEXT:
        _list(settings, conn, to, claim, None if everything else limit)
    elif not settings.can_ask:
        raise AllianceError("there is no terminal to ask on; use --list, or CLAIM with --accept, --drop or --set",
                            ExitCode.USAGE)  # fmt: skip
    else:
        _walk(settings, conn, [reviewing.one(conn, claim).entry.id] if claim else reviewing.waiting(conn))


def _list(settings: Settings, conn: sqlite3.Connection, to: options.Table, claim: str, limit: int | None) -> None:
    from alliance_cli.services.judging import reviewing

    if claim:
        found = [reviewing.one(conn, claim)]
        total = f"1 claim, in talk {found[0].talk or '(none)'}"
    else:
        found, number = reviewing.first(conn, limit)
        total = f"{counted(number, 'claim')} to review"
        if len(found) < number:
            say(settings, f"{len(found)} of {number} claims shown; --limit or --all shows more")
    records = [reviewing.record(item) if to.form is Format.JSON else _row(item) for item in found]
    listed(settings, to, "review", records, COLUMNS, total=total, flat=("companies", "roles"))


def _row(item: "Item") -> dict[str, object]:
    from alliance_cli.services.judging import reviewing

    parties = item.entry.claim.parties
    return {**reviewing.flat(item), "companies": [p.name for p in parties], "roles": [p.role for p in parties]}


def _walk(settings: Settings, conn: sqlite3.Connection, ids: list[str]) -> None:
    from alliance_cli.services.judging import reviewing

    if not ids:
        say(settings, "nothing to review")
    for place, claim in enumerate(ids, 1):
        for item in reviewing.items(conn, [claim]):  # none, where an answer before took it out
            _show(settings, conn, item, f"{place} of {len(ids)}")
            answer = _decided(settings, conn, item)
            if answer == "quit":
                return


def _decided(settings: Settings, conn: sqlite3.Connection, item: "Item") -> str:
    """Ask until there is an answer that can be followed, and follow it."""
    while True:
        answer = _answer()
        if answer in {"skip", "quit"} or (answer != "correct" and _decide(settings, conn, item, answer, {})):
            return answer
        if answer == "correct" and _corrected(settings, conn, item):
            return answer


def _corrected(settings: Settings, conn: sqlite3.Connection, item: "Item") -> bool:
    """Ask for corrections until they make sense; False where there are none after all."""
    from alliance_cli.services.judging import reviewing

    note(settings, f"one or more of {reviewing.ALLOWED}; several are split by ;")
    while text := _asked("FIELD=VALUE (nothing: back)", at_end=""):
        try:
            values = reviewing.pairs_of([part for part in text.split(";") if part.strip()])
        except AllianceError as error:
            say(settings, f"alliance: {error.message}")
            continue
        if values and _decide(settings, conn, item, "set", values):
            return True
    return False


def _decide(
    settings: Settings, conn: sqlite3.Connection, item: "Item", verdict: str, values: Mapping[str, str]
) -> bool:
    """Store an answer and tell what it changed; False, with the reason told, if it makes no sense."""
    from alliance_cli.services.judging import reviewing

    options = [f"--set {k}={v}" for k, v in values.items()] or [f"--{verdict}"]
    words = shlex.join(["alliance", "review", item.entry.id, *(o for option in options for o in option.split(" ", 1))])
    try:
        done = reviewing.decide(conn, item, verdict, values, command=words, now=now(), today=today())
    except AllianceError as error:
        say(settings, f"alliance: {error.message}")
        return False
    _tell(changes.Telling(settings), conn, done)
    return True


def _tell(how: changes.Telling, conn: sqlite3.Connection, done: "Refolded") -> None:
    if not changes.refolded(how, conn, done):
        say(how.settings, "would change no talk" if how.dry_run else "stored; no talk changed")


def _show(settings: Settings, conn: sqlite3.Connection, item: "Item", place: str) -> None:
    from alliance_cli.render import review as render
    from alliance_cli.services.judging import reviewing

    report = reviewing.text_of(conn, item)
    notes = [f"in doubt: {doubt}" for doubt in item.doubts] + ([f"if accepted: {item.effect}"] if item.effect else [])
    show(settings, lambda columns: render.item(item.entry, item.talk, notes, report, place, columns))


def _answer() -> str:
    """One of the answers, typed as a word or its first letter; nothing typed skips."""
    question = ", ".join(f"[{word[0]}]{word[1:]}" for word in _ANSWERS)
    while True:
        typed = _asked(question, at_end="quit").lower() or "skip"
        for word in _ANSWERS:
            if typed in {word, word[0]}:
                return word


def _asked(question: str, *, at_end: str) -> str:
    """A line typed at the terminal; `at_end` is what Ctrl-D stands for."""
    try:
        return input(f"{question}: ").strip()
    except EOFError:
        print()
        return at_end
    except KeyboardInterrupt:
        print()
        raise
