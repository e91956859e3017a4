"""`alliance readers`: who reads reports, whose reading counts, and how far a language model agrees with the rules."""

import sys
from typing import TYPE_CHECKING, Annotated

from alliance_cli.cli import asking, configuration, options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.listing import listed
from alliance_cli.cli.output import complain
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.records import text

if TYPE_CHECKING:
    from alliance_cli.services.intake.comparing import Agreement

app = App("readers")


COLUMNS = (
    text("reader", "reader", 14, comfort=20), text("languages", "languages", 9, wraps=True),
    text("reads", "reads", 7, comfort=16, wraps=True),
    text("counts", "counts", 6, comfort=10, wraps=True), text("from", "source", 8, comfort=20, wraps=True),
)  # fmt: skip


@app.callback(
    help="List the readers that are installed, what they read, and whose reading counts of a text that several have "
    "read: the one at place 1 of those that have read it. `readers.counts` of the configuration sets that "
    "(docs/models.md). A language model is a reader by choice (`--reader llm:MODEL` of ingest and read).",
    epilog="Examples: alliance readers  |  alliance readers --json  |  "
    "alliance readers compare news.jsonl --reader llm:MODEL --dry-run",
)
@options.grouped
def readers(ctx: Context, *, to: options.Table) -> None:
    """List them."""
    from alliance_cli.services.looking import who_reads

    if ctx.invoked_subcommand is not None:
        return
    held = configuration.current()
    orders = who_reads.orders()
    lines = [f"{order.texts}: {', then '.join(order.readers)}" for order in orders]
    said = f"Of a text that several have read the reading counts that is first here, as {held.path} says: "
    unset = f"Of a text that several have read the last reading counts; `readers.counts` in {held.path} sets another."
    listed(
        ctx.obj, to, "readers", [row.record() for row in who_reads.rows()], COLUMNS,
        total=said + "; ".join(lines) if lines else unset, file=str(held.path) if orders else None,
        orders=[{"language": order.language, "readers": list(order.readers)} for order in orders],
    )  # fmt: skip


@app.command(
    help="Read reports with the rules and with a language model, and say on how many talks the two agree, field by "
    "field. Nothing is stored; what the model answers is kept for later runs.",
    epilog="Examples: alliance readers compare news.jsonl --reader llm:MODEL --dry-run  |  "
    "alliance readers compare reports/ --reader llm:MODEL --budget 100000 --dry-run",
)
def compare(
    ctx: Context,
    inputs: Annotated[list[str], Argument(help="Files, folders, globs, or - for standard input.")],
    reader: asking.ReaderName = "",
    budget: asking.Budget = None,
    dry_run: options.DryRun = False,
) -> None:
    """Read twice and compare."""
    from alliance_cli import gazetteer
    from alliance_cli import readers as known
    from alliance_cli.models import Report
    from alliance_cli.services.intake import comparing
    from alliance_cli.sources import read_inputs

    settings: Settings = ctx.obj
    if not reader:
        raise AllianceError("--reader llm:MODEL says with whom the rules are compared", ExitCode.USAGE)
    model = known.asking(reader, budget=budget)
    items = list(read_inputs(inputs))
    for item in items:
        if not isinstance(item, Report):
            complain(f"alliance: {item}")
    reports = [item for item in items if isinstance(item, Report)]
    if asking.Asking(settings, model, None, dry_run=dry_run).prepare(reports):
        found = comparing.compare(reports, known.ByReport(), model, gazetteer.packaged())
        sys.stdout.write("".join(f"{line}\n" for line in _lines(found, str(model.id))))


def _lines(found: "Agreement", name: str) -> list[str]:
    told = [f"talks read by both: {found.both}", f"by the rules alone: {found.only_one}"]
    told += [f"by {name} alone: {found.only_other}"]
    shares = [
        f"{field:<12}{same:>5} of {found.both}" + (f"  {same / found.both:.0%}" if found.both else "")
        for field, same in found.rows()
    ]
    left = [f"without an answer: {found.unread}"] if found.unread else []
    return [f"reports: {found.reports}", *told, *left, "", "read alike", *shares]
