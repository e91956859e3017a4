"""`alliance demo`: sample reports in a throw-away ledger."""

import tempfile
from pathlib import Path

from alliance_cli.cli.declared import App, Context
from alliance_cli.cli.output import say, show
from alliance_cli.cli.settings import Settings, now, today

app = App("demo")

NEXT = (
    "alliance timeline Renault",
    "alliance talks --status abandoned",
    "alliance why honda-motor-nissan-motor-merger-2024",
    "alliance ingest YOUR-REPORTS/",
)


@app.command(
    help="Try it: read the sample reports into a throw-away ledger and show the timeline of Nissan and Honda.",
    epilog="Examples: alliance demo  |  alliance demo --no-color",
)
def demo(ctx: Context) -> None:
    """Ingest the samples and show what came of them."""
    from alliance_cli.render import timeline as render
    from alliance_cli.services.intake import demo as service
    from alliance_cli.services.intake import ingest
    from alliance_cli.services.looking import timeline
    from alliance_cli.services.looking.selection import Filters, Moment

    settings: Settings = ctx.obj
    folder = Path(tempfile.mkdtemp(prefix="alliance-demo-"))
    ledger = folder / "ledger.db"
    conn, summary = service.build(ledger, now)
    say(settings, ingest.in_words(summary))
    view = timeline.timeline(conn, ["Nissan", "Honda"], Moment(today()), Filters())
    show(settings._replace(db=ledger), lambda columns: render.timeline(view, columns))
    say(settings, f"\nThe ledger is {ledger}; it is yours to try:")
    say(settings, f"  export ALLIANCE_DB={ledger}")
    for command in NEXT:
        say(settings, f"  {command}")
