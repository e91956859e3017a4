"""`alliance schema`: the form of each JSON document."""

from typing import Annotated

from alliance_cli.cli import options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.formats import only_ending
from alliance_cli.cli.into import Into
from alliance_cli.cli.output import show, write
from alliance_cli.errors import AllianceError, ExitCode

app = App("schema")


@app.command(
    help="Print the JSON Schema of a document that --json writes; without a name, list the documents.",
    epilog="Examples: alliance schema  |  alliance schema timeline -o timeline.schema.json",
)
def schema(
    ctx: Context,
    name: Annotated[str, Argument(help="A document, such as timeline.")] = "",
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """Print a schema."""
    from alliance_cli.render import schemas, structured, topics

    only_ending(output, *([".json"] if name else [".txt"]))
    into = Into.named(output, ctx.obj, force=force)
    if not name and output is None and ctx.obj.stdout_is_terminal:
        show(ctx.obj, topics.documents)
    elif not name:
        write("".join(f"{known:12} {made()['description']}\n" for known, made in schemas.SCHEMAS.items()), into)
    elif name in schemas.SCHEMAS:
        write(structured.to_json(schemas.SCHEMAS[name]()), into)
    else:
        known = ", ".join(schemas.SCHEMAS)
        raise AllianceError(f"no document “{name}”; there are: {known}", ExitCode.USAGE)
