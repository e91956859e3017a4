"""The command line as a whole: common options, commands loaded when they are called, failures to exit codes."""

import importlib
import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from alliance_cli import __version__
from alliance_cli.cli.settings import Settings, default_ledger, needs_ascii, wants_colour
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import safe

COMMANDS: Mapping[str, str] = {
    "add": "Add a claim by hand, or read one article.",
    "ingest": "Read reports into the ledger: files, folders, feeds, web addresses, standard input.",
    "feeds": "The feeds to read: add, list, check, pause, remove, import, export.",
    "quarantine": "What could not be read: list, show, retry, drop.",
    "extract": "Show what reports claim, without a ledger.",
    "timeline": "The talks of a company, or of several with each other, event by event.",
    "talks": "List talks.",
    "show": "Everything about one talk.",
    "why": "Why a talk has its status: each claim, rule and quote.",
    "companies": "List, show and add companies and their names.",
    "network": "Who is tied to whom, as a tree or a drawing.",
    "matrix": "Companies against each other.",
    "stats": "The ledger in figures.",
    "dashboard": "The ledger in a screenful; also `alliance` alone.",
    "report": "Write a page to share: one HTML file.",
    "judge": "Your own judgement of a talk: status, kind, split, join, no talk.",
    "review": "Decide on claims that were read with doubt.",
    "sources": "Who had rumours first, and how they turned out.",
    "search": "Find reports by their words.",
    "stale": "Rumours without news for half a year.",
    "changes": "What is new or turned since a day, or since you looked last.",
    "watch": "Filters to follow with `changes --watched`.",
    "log": "Every command that wrote to the ledger.",
    "undo": "Take back one of them as a whole.",
    "export": "The ledger for other programs, and for another ledger.",
    "import": "Read an export back.",
    "backup": "A safe copy of the ledger.",
    "check": "Whether the ledger is sound.",
    "rebuild": "Derive all talks again from the claims.",
    "demo": "Try it: sample reports in a throw-away ledger.",
    "help": "What the words mean, and what each command does.",
    "schema": "The JSON Schema of each --json document.",
    "completion": "Make the shell complete commands, companies and talks.",
}
"""Each command and its one line of help; its module has the same name and a typer app called `app`."""

COMMON = {
    "-q": 0, "--quiet": 0, "--debug": 0, "--no-color": 0, "--no-input": 0, "--ascii": 0, "--no-pager": 0, "--db": 1,
}  # fmt: skip
"""Options that any command takes, in any place, and how many values each has."""

_UsageError: Any = typer.BadParameter.__mro__[1]
"""What the parser raises for any misuse; typer exports only this one kind of it."""

EPILOG = "\b\nFor every command, in any place:\n  --db PATH, -q, --no-color, --ascii, --no-pager, --no-input, --debug"


class Commands(TyperGroup):
    """Commands that are imported when they are called, so that none waits for another's libraries."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the line names. Raises AllianceError (2) with the nearest ones if there is none."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = " or ".join(f"`alliance {name}`" for name in get_close_matches(args[0], COMMANDS))
            hint = f"did you mean {near}?" if near else "`alliance --help` lists them"
            raise AllianceError(f"no command “{args[0]}”; {hint}", ExitCode.USAGE)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command with this name, imported now; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"alliance_cli.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        _lay_out(command)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


_VALUES = {"path": "FILE", "int": "N", "int range": "N"}
"""Type of an option -> what its value is called in the help; others are called as the option is."""


def _lay_out(command: Any) -> None:
    """Names for values, each example on a line of its own, then the options that every command takes."""
    for option in command.params:
        if option.param_type_name == "option" and not option.metavar and not option.is_flag:
            option.metavar = _VALUES.get(option.type.name) or max(option.opts, key=len).strip("-").upper()
    examples = (command.epilog or "").removeprefix("Examples:").split("  |  ")
    shown = [f"  {example.strip()}" for example in examples if example.strip()]
    command.epilog = "\n".join(["\b", "Examples:", *shown, "", EPILOG] if shown else [EPILOG])
    for child in getattr(command, "commands", {}).values():
        _lay_out(child)


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"alliance {__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    help="Track who is said to be talking with whom: corporate alliances, mergers and rumours, from news reports.",
    epilog="Start with `alliance demo`. Every line can be traced: `alliance why TALK`.",
)
def root(
    ctx: typer.Context,
    db: Annotated[
        Path | None,
        typer.Option("--db", metavar="PATH", help="The ledger file (else ALLIANCE_DB, else the data home)."),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say only what went wrong.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a bug.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour, whatever the terminal.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Marks and lines in ASCII.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show a long list in a pager.")] = False,
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="The version.")] = False,
) -> None:
    """Collect the options that hold for every command."""
    ctx.obj = Settings(
        db=db or default_ledger(), quiet=quiet, debug=debug, colour=wants_colour(refused=no_color),
        interactive=not no_input, command=shlex.join(["alliance", *(ctx.obj or [])]),
        ascii=ascii_only, pager=not no_pager,
    )  # fmt: skip
    if ctx.invoked_subcommand is None:
        _alone(ctx)


def _alone(ctx: typer.Context) -> None:
    """Without a command: the dashboard on a terminal, else the help."""
    if not ctx.obj.stdout_is_terminal:
        print(ctx.get_help())
        return
    from alliance_cli.cli import dashboard, options

    dashboard.show(ctx.obj, options.Writing())


def run(argv: Sequence[str]) -> int:
    """Run a command line and return its exit code. Every expected failure ends here, as one line on standard error."""
    if argv[:1] == ["__complete"]:
        from alliance_cli.cli import completing

        return completing.main(argv[1:])
    signs = ["--ascii"] if needs_ascii(sys.stdout.encoding) else []
    _use_utf8()
    debug = "--debug" in argv
    try:
        return _invoke(list(argv), signs)
    except AllianceError as error:
        return _fail(error.message, error.code)
    except KeyboardInterrupt:
        return _fail("interrupted", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        _silence_stdout()
        return ExitCode.DONE
    except Exception as error:
        if debug:
            raise
        known = _explained(error)
        if known is not None:
            return _fail(known.message, known.code)
        return _fail(f"a bug: {type(error).__name__}: {error} (--debug shows where)", ExitCode.BUG)


def _explained(error: Exception) -> AllianceError | None:
    """What is wrong with the ledger's file, if that is what the error is about."""
    if "sqlite3" not in sys.modules:
        return None
    from alliance_cli.store.connection import explained

    return explained(error)


def _invoke(argv: list[str], signs: list[str]) -> int:
    command = typer.main.get_command(app)
    try:
        result = command.main([*signs, *hoisted(argv)], prog_name="alliance", standalone_mode=False, obj=argv)
        sys.stdout.flush()
    except _UsageError as error:
        path = error.ctx.command_path if error.ctx else "alliance"
        return _fail(f"{error.format_message()} (`{path} --help` tells more)", ExitCode.USAGE)
    except typer.Abort:
        return _fail("interrupted", ExitCode.INTERRUPTED)
    return int(result or 0)


def hoisted(argv: Sequence[str]) -> list[str]:
    """The command line with the common options moved to the front, so that they may stand anywhere before `--`."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in COMMON:
            front.append(word)
            front += [value for _, value in zip(range(COMMON[word]), words, strict=False)]
        elif word.startswith("--db="):
            front.append(word)
        else:
            rest.append(word)
    return [*front, *rest]


def _fail(message: str, code: ExitCode) -> int:
    print(f"alliance: {safe(message)}", file=sys.stderr)
    return code


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _silence_stdout() -> None:
    """Python flushes standard output once more at exit; give it somewhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
