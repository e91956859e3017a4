"""`alliance fold`: claims to talks without a ledger, on a cluster."""

from typing import Annotated

from alliance_cli.cli import cluster, intake
from alliance_cli.cli.declared import App, Argument, Context

app = App("fold")


@app.command(
    help="Fold the claims that `alliance extract --engine dask` wrote into a folder to talks, as a ledger would, by "
    "the processes of a cluster: into a folder of Parquet files, talks and the steps of each, for DuckDB or Polars to "
    "query. For what no ledger should hold; `alliance import` takes a folder of claims into one (docs/scale.md).",
    epilog="Examples: alliance fold --jobs 1 claims --to talks  |  "
    "alliance fold --engine dask claims --to talks --jobs 1 --tries 5",
)
def fold(
    ctx: Context,
    claims: Annotated[str, Argument(help="The folder of claims, wherever fsspec reaches.")],
    engine: cluster.Engine = cluster.DASK,
    scheduler: cluster.Scheduler = "",
    to: cluster.To = "",
    jobs: intake.Jobs = None,
    tries: cluster.Tries = 3,
) -> None:
    """Fold a folder of claims."""
    cluster.check(engine, to)
    cluster.fold(ctx.obj, claims, to, scheduler, jobs=jobs, tries=tries)
