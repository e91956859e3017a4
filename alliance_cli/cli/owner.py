"""`alliance owner`: who of the desk follows a talk or a company."""

from typing import Annotated

from alliance_cli.cli import noting, options
from alliance_cli.cli.declared import App, Argument, Context
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.unseen import blanked

app = App("owner")


@app.command(
    help="Say who of your desk follows a talk or a company: one name, the next takes its place. (Who owns a company is "
    "`alliance companies parent`.) Without a name: who does; without anything: all of them.",
    epilog="Examples: alliance owner honda-motor-nissan-motor-merger-2024 Kim  |  alliance owner",
)
@options.grouped
def owner(
    ctx: Context,
    about: noting.About = "",
    name: Annotated[list[str] | None, Argument(help="Who follows it.")] = None,
    drop: noting.Drop = False,
    *,
    to: options.Table,
) -> None:
    """Set, take off, or list."""
    settings: Settings = ctx.obj
    if drop:
        noting.take_off(settings, about, "owner", [], to=to)
    elif name:
        noting.write(settings, about, "owner", [_name(" ".join(name))], to=to)
    else:
        noting.show(settings, about, "owner", to)


def _name(text: str) -> str:
    if not blanked(text).strip():
        raise AllianceError("a name is empty; --drop takes the owner off", ExitCode.USAGE)
    return text
