"""`alliance show`: everything about one talk."""

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Context
from alliance_cli.cli.why import TalkOrCompanies, explain

app = App("show")


@app.command(
    help="Everything about one talk: status, parties, events with their quotes, reports with their links.",
    epilog="Examples: alliance show honda-motor-nissan-motor-merger-2024  |  "
    "alliance show volkswagen-xpeng-development --json",
)
@options.grouped
def show(
    ctx: Context,
    talk: TalkOrCompanies = None,
    *,
    when: options.When,
    to: options.Writing,
) -> None:
    """Show a talk."""
    explain(ctx.obj, talk or [], when.moment, to, whole=True)
