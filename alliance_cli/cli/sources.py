"""`alliance sources`: who had rumours first, and how they turned out."""

from typing import TYPE_CHECKING, Annotated, Any

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.formats import Format
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import note
from alliance_cli.cli.settings import Settings
from alliance_cli.render.records import mark, number, outcome, parties, text, time
from alliance_cli.render.tables import ON_REQUEST
from alliance_cli.vocabulary import counted

if TYPE_CHECKING:
    from alliance_cli.services.looking.track_record import Record

app = App("sources")

REFERENCE = "33% of 501 merger rumours were followed by a bid within a year (Ahern and Sosyura 2015)"
"""What to compare a hit rate with: "Rumor Has It", Review of Financial Studies 28(7)."""

ORIGINS = (
    text("origin", "origin", 10, comfort=20, wraps=True), number("rumours", "rumours"),
    number("confirmed", "confirmed", 1), number("abandoned", "abandoned", 2), number("stale", "stale", 2),
    number("open", "open", 3), number("median days", "median_days", 4),
    text("hit rate", "shown", 12, comfort=26), number("rate", "hit_rate", ON_REQUEST),
    number("low", "low", ON_REQUEST), number("high", "high", ON_REQUEST), number("resolved", "resolved", ON_REQUEST),
)  # fmt: skip
OUTLETS = (
    text("publisher", "publisher", 10, comfort=20, wraps=True), number("reports", "reports"), number("own", "own", 1),
    number("relayed", "relayed"), text("relays most", "relays", 8, 2),
)  # fmt: skip
RUMOURS = (
    mark("outcome"), text("talk", "talk", 8, 3, style="dim"),
    parties("parties"), text("kind", "kind", 13),
    time("first", "first"), outcome("outcome", "outcome"), number("days", "days", 1),
    text("origin", "origin", 10, ON_REQUEST), text("slug", "slug", 12, ON_REQUEST, style="dim"),
)  # fmt: skip


@app.callback(
    help="The track record of origins: rumours each had first; how many were confirmed, abandoned, came to nothing "
    "(stale) within a year or are open; the median of days to the outcome; and which share of the resolved ones was "
    "confirmed, with its 90% interval (Jeffreys), where 5 or more are resolved. To compare: "
    f"{REFERENCE}. --relays lists publishers instead, "
    "with what they took from others. Doubtful talks are left out.",
    epilog="Examples: alliance sources  |  alliance sources --relays --columns publisher,relayed  |  "
    "alliance sources show Nikkei --json",
)
@options.grouped
def sources(
    ctx: Context,
    *,
    when: options.When,
    relays: Annotated[bool, Option("--relays", help="Publishers, and what they relay.")] = False,
    doubtful: options.DoubtfulToo = False,
    to: options.Table,
) -> None:
    """Show the track records."""
    if ctx.invoked_subcommand is not None:
        return
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import track_record

    settings: Settings = ctx.obj
    moment = when.moment
    conn = opening.for_reading(settings.db)
    whole = relays or to.form is Format.JSON
    outlets = [_outlet(o) for o in track_record.outlets(conn, moment, doubtful=doubtful)] if whole else []
    if relays:
        total = f"{counted(len(outlets), 'publisher')}; own: what they had themselves or from a party"
        listed(settings, to, "publishers", outlets, OUTLETS, total=total)
        return
    records = [_record(r) for r in track_record.all_records(conn, moment, doubtful=doubtful)]
    listed(settings, to, "sources", records, ORIGINS, total=_in_all(records), publishers=outlets,
           reference=REFERENCE)  # fmt: skip
    if to.form is Format.TEXT and records:
        told = "hit rate: confirmed of those resolved (confirmed, abandoned or stale), and its 90% interval"
        note(settings, f"{told}; to compare: {REFERENCE}")


def _in_all(records: list[dict[str, Any]]) -> str:
    rumours = sum(record["rumours"] for record in records)
    counts = {word: sum(record[word] for record in records) for word in ("confirmed", "abandoned", "stale", "open")}
    facts = [f"{n} {word}" for word, n in counts.items() if n]
    whole = f"{counted(len(records), 'origin')} with {counted(rumours, 'rumour')}"
    return whole + (": " + ", ".join(facts) if facts else "")


@app.command(
    help="The rumours that one origin had first, and what became of each.",
    epilog="Examples: alliance sources show Nikkei  |  alliance sources show Bloomberg --as-of 2024-12-31",
)
@options.grouped
def show(
    ctx: Context,
    name: Annotated[str, Argument(help="An outlet.")],
    *,
    when: options.When,
    doubtful: options.DoubtfulToo = False,
    to: options.Table,
) -> None:
    """List the rumours of an origin."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import track_record

    settings: Settings = ctx.obj
    conn = opening.for_reading(settings.db)
    found = track_record.of_origin(conn, name, when.moment, doubtful=doubtful)[::-1]
    records = [
        {
            "talk": r.talk, "slug": r.slug, "parties": list(r.parties), "kind": r.kind, "origin": r.origin,
            "first": r.first.isoformat(), "outcome": r.outcome, "days": r.days, "roles": list(r.roles),
        }
        for r in found
    ]  # fmt: skip
    whole = _record(track_record.record(found[0].origin, found))
    total = f"{counted(len(found), 'rumour')}, hit rate: {whole['shown']}"
    listed(settings, to, "rumours", records, RUMOURS, record=whole, total=total)


def _record(record: "Record") -> dict[str, Any]:
    return {
        "origin": record.origin, "rumours": record.rumours, "confirmed": record.confirmed,
        "abandoned": record.abandoned, "open": record.open, "stale": record.stale, "resolved": record.resolved,
        "median_days": record.median_days, "hit_rate": _rounded(record.rate), "low": _rounded(record.low),
        "high": _rounded(record.high), "shown": _shown(record),
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _shown(record: "Record") -> str:
    if record.rate is None or record.low is None or record.high is None:
        return f"insufficient ({record.resolved} resolved)"
    return f"{record.rate:.0%} ({record.low:.0%} to {record.high:.0%} of {record.resolved})"


def _outlet(outlet: Any) -> dict[str, Any]:
    return {"publisher": outlet.publisher, "reports": outlet.reports, "own": outlet.own, "relayed": outlet.relayed,
            "relays": outlet.relays}  # fmt: skip
