"""`alliance help`: what the words mean, and the help of each command."""

from typing import Annotated, Any

import typer

from alliance_cli.cli import options
from alliance_cli.cli.commands import COMMANDS
from alliance_cli.cli.output import show as show_lines
from alliance_cli.cli.output import write
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode

app = options.single("help")


@app.command(
    "help",
    help="A topic (status, kinds, dates, cron, sources, exit-codes) or a command. Without either: the topics.",
    epilog="Examples: alliance help status  |  alliance help timeline",
)
def help_(
    ctx: typer.Context,
    topic: Annotated[str, typer.Argument(help="A topic or a command.")] = "",
    man: Annotated[bool, typer.Option("--man", help="Write the manual page instead, as roff.")] = False,
) -> None:
    """Show a topic."""
    from alliance_cli.render import topics

    name = topic.lower()
    if man:
        write(manual(ctx.find_root().command))
    elif not name:
        _say(ctx.obj, _listed())
    elif name in topics.TOPICS:
        _say(ctx.obj, _text(name))
    elif name in COMMANDS:
        _of_command(ctx, name)
    else:
        known = ", ".join(topics.TOPICS)
        raise AllianceError(f"no help on “{topic}”; topics: {known}; or any command", ExitCode.USAGE)


def _text(name: str) -> str:
    from alliance_cli.render import topics

    return topics.topic(name, options.stale_days())


def _listed() -> str:
    from alliance_cli.render import topics

    lines = [f"  alliance help {name:12} {about}" for name, about in topics.TOPICS.items()]
    return "\n".join(["Topics", "", *lines, "", "  alliance help COMMAND      what a command does, with examples", ""])


def _say(settings: Settings, text: str) -> None:
    """A text with its first line as heading."""
    first, *rest = text.rstrip("\n").split("\n")
    show_lines(settings, lambda columns: [[(first, "heading")], *([(line, "")] for line in rest)], pages=True)


def _of_command(ctx: typer.Context, name: str) -> None:
    root = ctx.find_root()
    group: Any = root.command
    command = group.get_command(root, name)
    with command.make_context(name, [], parent=root, resilient_parsing=True) as child:
        write(command.get_help(child) + "\n")


def manual(root: Any) -> str:
    """The manual page."""
    from alliance_cli import __version__
    from alliance_cli.cli import describing
    from alliance_cli.render import manual as render
    from alliance_cli.render import topics

    whole = describing.described(root, "alliance")
    texts = {name: _text(name) for name in topics.TOPICS}
    return render.manual(__version__, whole.help, whole.options, describing.everything(), texts)
