"""`alliance help`: what the words mean, and the help of each command."""

from typing import Annotated

from alliance_cli.cli import options
from alliance_cli.cli.commands import COMMANDS
from alliance_cli.cli.declared import App, Argument, Context, Option
from alliance_cli.cli.output import show as show_lines
from alliance_cli.cli.output import write
from alliance_cli.cli.settings import Settings
from alliance_cli.errors import AllianceError, ExitCode

app = App("help")


@app.command(
    "help",
    help="A topic (status, kinds, dates, cron, sources, exit-codes) or a command. Without either: the topics.",
    epilog="Examples: alliance help status  |  alliance help timeline",
)
def help_(
    ctx: Context,
    topic: Annotated[str, Argument(help="A topic or a command.")] = "",
    man: Annotated[bool, Option("--man", help="Write the manual page instead, as roff.")] = False,
) -> None:
    """Show a topic."""
    from alliance_cli.render import topics

    name = topic.lower()
    if man:
        write(manual())
    elif not name:
        _say(ctx.obj, _listed())
    elif name in topics.TOPICS:
        _say(ctx.obj, _text(name))
    elif name in COMMANDS:
        from alliance_cli.cli import app as program
        from alliance_cli.cli import tree

        write(tree.help_of(program.app.whole, name) + "\n")
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


def manual() -> str:
    """The manual page."""
    from alliance_cli import __version__
    from alliance_cli.cli import app as program
    from alliance_cli.cli import describing
    from alliance_cli.render import manual as render
    from alliance_cli.render import topics

    whole = describing.described(program.app.whole, "alliance")
    texts = {name: _text(name) for name in topics.TOPICS}
    return render.manual(__version__, whole.help, whole.options, describing.everything(), texts)
