"""`alliance rebuild`: derive all talks again."""

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Context
from alliance_cli.cli.output import say
from alliance_cli.cli.settings import Settings
from alliance_cli.vocabulary import counted

app = App("rebuild")


@app.command(
    help="Forget all talks and derive them again from the claims. It gives the same ledger, or says that it does not. "
    "To have the texts read again, see `alliance read --again`.",
    epilog="Examples: alliance rebuild  |  alliance rebuild --dry-run  |  alliance --db backup.db rebuild",
)
def rebuild(ctx: Context, dry_run: options.DryRun = False) -> None:
    """Fold every claim again."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.keeping import rebuild as service

    settings: Settings = ctx.obj
    talks, differing = service.rebuild(opening.for_reading(settings.db), keep=not dry_run)
    outcome = f"{differing} differ from before" if differing else "all as before"
    say(settings, f"{counted(talks, 'talk')} derived again, {outcome}" + (" (dry run)" if dry_run else ""))
