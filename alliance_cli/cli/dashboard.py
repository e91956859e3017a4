"""`alliance dashboard`, and `alliance` alone on a terminal."""

from datetime import date

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Context
from alliance_cli.cli.output import emit, fields
from alliance_cli.cli.settings import Settings, today
from alliance_cli.overviews import DashboardView

app = App("dashboard")


@app.command(
    help="The ledger in a screenful: its size and span, the latest turns, the oldest open rumours, sources that fail, "
    "and what to do next. `alliance` alone on a terminal shows it too.",
    epilog="Examples: alliance dashboard  |  alliance dashboard --json",
)
@options.grouped
def dashboard(ctx: Context, *, to: options.Writing) -> None:
    """Show the dashboard."""
    show(ctx.obj, to)


def show(settings: Settings, to: options.Writing) -> None:
    """The dashboard of the ledger, or, where there is none yet, how to begin."""
    from alliance_cli.render import figures
    from alliance_cli.render import stats as render

    view = _view(settings, today())
    emit(
        settings, to, document=lambda: figures.dashboard(view), records=lambda: figures.dashboard_records(view),
        lines=lambda columns: render.dashboard(view, columns), header=lambda: ["list", *fields("talks")],
        pages=False,
    )  # fmt: skip


def _view(settings: Settings, day: date) -> DashboardView:
    if not settings.db.exists():
        return DashboardView(str(settings.db), 0, 0, 0, 0, None, None, (), (), (), (), day)
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.looking import dashboard as service

    return service.dashboard(opening.for_reading(settings.db), str(settings.db), day, stale_days=options.stale_days())
