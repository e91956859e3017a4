"""`alliance odds`: how often rumours like those that are open came true."""

from typing import TYPE_CHECKING, Annotated, Any

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.formats import Format
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import note
from alliance_cli.cli.settings import Settings
from alliance_cli.cli.sources import REFERENCE
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.ledger.odds import TRAITS, USUAL
from alliance_cli.render.records import number, parties, text, time
from alliance_cli.render.tables import ON_REQUEST
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.services.looking.odds import Chance

app = App("odds")

COLUMNS = (
    text("talk", "talk", 8, 3, style="dim"), parties("parties"), text("kind", "kind", 13), text("stage", "stage", 9, 1),
    text("origin", "origin", 10, 2), number("age", "age"), text("came true", "shown", 12, comfort=28),
    text("of rumours", "of", 12, comfort=24, wraps=True), time("first", "first", ON_REQUEST),
    number("rate", "rate", ON_REQUEST), number("low", "low", ON_REQUEST), number("high", "high", ON_REQUEST),
    number("hits", "hits", ON_REQUEST), number("cases", "cases", ON_REQUEST),
    text("slug", "slug", 12, ON_REQUEST, style="dim"),
)  # fmt: skip


@app.command(
    help="Of each rumour that is open and not older than a year: how often earlier rumours like it in this ledger were "
    "confirmed within a year, with the 90% interval (Jeffreys) and how many there were. Like it are those that were "
    "still rumours at its age and share what tells most: whether the first claim was clearly read (a confidence of 0.9 "
    "or more), and whether all its companies are on a list or one is known from a report alone; or the traits named by "
    "--by. Where fewer than 20 do, those that share fewer of them count, which is said. Fewer than 20 in all say "
    "nothing. It is a count of the past, no "
    f"forecast; to compare: {REFERENCE}. Doubtful talks are left out.",
    epilog="Examples: alliance odds  |  alliance odds --by origin,stage,kind --as-of 2024-12-31 --json",
)
@options.grouped
def odds(
    ctx: Context,
    companies: Annotated[list[str] | None, Argument(help="Only rumours of all of these companies.")] = None,
    by: Annotated[str, Option("--by", help=f"What they share: {', '.join(TRAITS)}.")] = ",".join(USUAL),
    *,
    when: options.When,
    doubtful: options.DoubtfulToo = False,
    to: options.Table,
) -> None:
    """List the open rumours with their odds."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import odds as service

    settings: Settings = ctx.obj
    traits = _traits(by)
    conn = opening.for_reading(settings.db)
    found = [_record(c) for c in service.chances(conn, companies or [], when.moment, traits, doubtful=doubtful)]
    listed(settings, to, "odds", found, COLUMNS, total=f"{counted(len(found), 'open rumour')}", reference=REFERENCE)
    if to.form is Format.TEXT and found:
        note(settings, f"a count of this ledger's past, no forecast; to compare: {REFERENCE}")
    if companies and not found:
        raise AllianceError(f"no rumour of {' and '.join(companies)} is open", ExitCode.NOT_FOUND)


def _traits(by: str) -> list[str]:
    """The traits in their order. Raises AllianceError (2) for another word."""
    named = {trait.strip().lower() for trait in by.split(",") if trait.strip()}
    if named - set(TRAITS):
        raise AllianceError(f"--by: “{by}” is none of: {', '.join(TRAITS)}", ExitCode.USAGE)
    return [trait for trait in TRAITS if trait in named]


def _record(chance: "Chance") -> dict[str, Any]:
    rumour, found = chance.rumour, chance.odds
    return {
        "talk": rumour.talk, "slug": rumour.slug, "parties": list(rumour.parties), "roles": list(rumour.roles),
        "kind": rumour.kind,
        "stage": rumour.stage, "origin": rumour.origin, "first": rumour.first.isoformat(), "age": chance.age,
        "rate": _rounded(found.rate), "low": _rounded(found.low), "high": _rounded(found.high), "hits": found.hits,
        "cases": found.cases, "by": list(found.by), "of": _of(chance), "shown": _shown(chance),
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _shown(chance: "Chance") -> str:
    found = chance.odds
    if found.rate is None or found.low is None or found.high is None:
        return f"insufficient ({found.cases} cases)"
    return f"{found.rate:.0%} ({found.low:.0%} to {found.high:.0%} of {found.cases})"


def _of(chance: "Chance") -> str:
    """Which rumours were counted."""
    if chance.odds.rate is None:
        return ""
    rumour = chance.rumour
    told = {
        "origin": rumour.origin, "stage": rumour.stage, "kind": rumour.kind,
        "clear": "clearly read" if rumour.clear else "less clearly read",
        "listed": "of listed companies" if rumour.listed else "of a company on no list",
    }  # fmt: skip
    return ", ".join(told[trait] for trait in chance.odds.by) or "all"
