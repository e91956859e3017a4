"""`alliance rebuild`: derive all talks again, or read all texts again."""

from typing import Annotated

from alliance_cli.cli import asking, changes, options
from alliance_cli.cli.declared import App, Context, Option
from alliance_cli.cli.output import complain, say
from alliance_cli.cli.progress import watched
from alliance_cli.cli.settings import Settings, now
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.vocabulary import counted

app = App("rebuild")


@app.command(
    help="Forget all talks and derive them again from the claims. It gives the same ledger, or says that it does not. "
    "With --reread the stored texts are read again first, those that were read by an earlier version of a reader, or "
    "by another one; with --reader a language model reads them. The claims that come of it take the place of those "
    "that were there, and the talks that turn are listed. What you judged or said in review stays, and holds of a "
    "claim of the same companies and kind in the same text. It is one command that `alliance undo` takes back; broken "
    "off, the next goes on from there.",
    epilog="Examples: alliance rebuild  |  alliance rebuild --reread --dry-run  |  "
    "alliance rebuild --reread --reader llm:MODEL --budget 50000 --dry-run  |  alliance --db backup.db rebuild",
)
def rebuild(
    ctx: Context,
    reread: Annotated[bool, Option("--reread", help="Read texts again that an earlier reader read.")] = False,
    everything: Annotated[bool, Option("--all", help="With --reread: read every text again.")] = False,
    reader: asking.ReaderName = "",
    budget: asking.Budget = None,
    dry_run: options.DryRun = False,
) -> None:
    """Fold every claim again, perhaps after another reading."""
    from alliance_cli.services.keeping import opening
    from alliance_cli.services.keeping import rebuild as service

    settings: Settings = ctx.obj
    if everything and not reread:
        raise AllianceError("--all goes with --reread", ExitCode.USAGE)
    if (reader or budget) and not reread:
        raise AllianceError("--reader and --budget go with --reread", ExitCode.USAGE)
    if reread:
        with asking.chosen(settings, reader, budget, None, dry_run=dry_run) as model:
            _reread(settings, model, everything=everything, dry_run=dry_run)
        return
    talks, differing = service.rebuild(opening.for_reading(settings.db), keep=not dry_run)
    outcome = f"{differing} differ from before" if differing else "all as before"
    say(settings, f"{counted(talks, 'talk')} derived again, {outcome}" + (" (dry run)" if dry_run else ""))


def _reread(settings: Settings, model: asking.Asking | None, *, everything: bool, dry_run: bool) -> None:
    """Read the texts again and say what turned."""
    from alliance_cli.services.intake import rereading
    from alliance_cli.services.keeping import opening

    conn = opening.for_reading(settings.db, heed_rules=True)
    opening.seed(conn)
    with watched(settings) as on_item:
        summary = rereading.reread(
            conn, command=settings.command, clock=now, everything=everything, dry_run=dry_run, debug=settings.debug,
            on_item=on_item, prepare=model.prepare if model else None,
        )  # fmt: skip
    changes.refolded(changes.Telling(settings, dry_run=dry_run), conn, summary)
    for said in summary.kept:
        complain(f"alliance: what you said is kept, but is read in no text any more: {said}")
    say(settings, rereading.in_words(summary, dry_run=dry_run))
