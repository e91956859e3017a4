"""`alliance rebuild`: derive all talks again."""

import typer

from alliance_cli.cli import options
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings
from alliance_cli.vocabulary import counted

app = options.single("rebuild")


@app.command(
    help="Forget all talks and derive them again from the claims. It gives the same ledger, or says that it does not.",
    epilog="Examples: alliance rebuild  |  alliance --db backup.db rebuild",
)
def rebuild(ctx: typer.Context) -> None:
    """Fold every claim again."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.keeping import rebuild as service

    settings: Settings = ctx.obj
    talks, differing = service.rebuild(opening.for_reading(settings.db))
    outcome = f"{differing} differ from before" if differing else "all as before"
    say(settings, f"{counted(talks, 'talk')} derived again, {outcome}")
