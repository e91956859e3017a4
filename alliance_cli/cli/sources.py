"""`alliance sources`: who had rumours first, and how they turned out."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliance_cli.cli import options
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import chosen, say
from alliance_cli.cli.settings import Settings

if TYPE_CHECKING:
    from alliance_cli.services.track_record import Record

app = options.single("sources")

_ORIGINS = (
    ("origin", "origin", 10, 0), ("rumours", "rumours", 7, 1), ("confirmed", "confirmed", 9, 1),
    ("abandoned", "abandoned", 9, 2), ("open", "open", 4, 3), ("stale", "stale", 5, 2),
    ("median days", "median_days", 6, 4), ("hit rate, 90% interval", "shown", 12, 0),
)  # fmt: skip
_OUTLETS = (("publisher", "publisher", 10, 0), ("reports", "reports", 7, 0), ("own", "own", 5, 1),
            ("relayed", "relayed", 7, 0), ("relays most", "relays", 8, 2))  # fmt: skip
_RUMOURS = (("talk", "talk", 8, 0), ("companies", "parties", 16, 0), ("kind", "kind", 6, 2), ("first", "first", 10, 0),
            ("outcome", "outcome", 9, 0), ("days", "days", 4, 1))  # fmt: skip


@app.callback(
    invoke_without_command=True,
    help="The track record of origins: rumours each had first; how many were confirmed, abandoned, came to nothing "
    "(stale) within a year or are open; the median of days to the outcome; and which share of the resolved ones was "
    "confirmed, with its 90% interval (Jeffreys), where 5 or more are resolved. --relays lists publishers instead, "
    "with what they took from others.",
    epilog="Examples: alliance sources  |  alliance sources show Nikkei --json",
)
def sources(
    ctx: typer.Context,
    relays: Annotated[bool, typer.Option("--relays", help="Publishers, and what they relay.")] = False,
    as_of: options.AsOf = None,
    known: options.Known = None,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """Show the track records."""
    if ctx.invoked_subcommand is not None:
        return
    from alliance_cli.services import opening, track_record

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    moment = options.moment(as_of, known)
    conn = opening.for_reading(settings.db)
    outlets = [_outlet(o) for o in track_record.outlets(conn, moment)] if relays or json else []
    if relays and not json:
        listed(settings, form, "publishers", outlets, _OUTLETS, output=output)
        return
    records = [_record(r) for r in track_record.records(track_record.rumours(conn, moment))]
    listed(settings, form, "sources", records, _ORIGINS, output=output, publishers=outlets,
           reference=track_record.REFERENCE)  # fmt: skip
    if form == "text":
        say(settings, f"to compare: {track_record.REFERENCE}")


@app.command(
    help="The rumours that one origin had first, and what became of each.",
    epilog="Examples: alliance sources show Nikkei  |  alliance sources show Bloomberg --as-of 2024-12-31",
)
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="An outlet.")],
    as_of: options.AsOf = None,
    known: options.Known = None,
    json: options.Json = False,
    csv: options.Csv = False,
    plain: options.Plain = False,
    output: options.Output = None,
) -> None:
    """List the rumours of an origin."""
    from alliance_cli.services import opening, track_record

    settings: Settings = ctx.obj
    form = chosen(json=json, csv=csv, plain=plain)
    found = track_record.of_origin(opening.for_reading(settings.db), name, options.moment(as_of, known))
    records = [
        {
            "talk": r.talk, "slug": r.slug, "parties": list(r.parties), "kind": r.kind, "origin": r.origin,
            "first": r.first.isoformat(), "outcome": r.outcome, "days": r.days,
        }
        for r in found
    ]  # fmt: skip
    whole = _record(track_record.record(found[0].origin, found))
    listed(settings, form, "rumours", records, _RUMOURS, output=output, record=whole,
           total=f"{len(found)} rumours; {whole['shown']}")  # fmt: skip


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
