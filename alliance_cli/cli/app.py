"""The command line as a whole: common options, and failures to exit codes."""

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from alliance_cli import __version__
from alliance_cli.cli import configuration
from alliance_cli.cli.commands import COMMON, Commands
from alliance_cli.cli.formats import Colour
from alliance_cli.cli.settings import Settings, colour_of, default_ledger, needs_ascii
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.render.text import safe
from alliance_cli.services.keeping import damage

_UsageError: Any = typer.BadParameter.__mro__[1]
"""What the parser raises for any misuse; typer exports only this one kind of it."""

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
    color: Annotated[str, typer.Option("--color", metavar="WHEN", help=f"One of: {', '.join(Colour)} (auto).")] = "",
    no_color: Annotated[bool, typer.Option("--no-color", help="The same as --color never.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Marks and lines in ASCII.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never show a long list in a pager.")] = False,
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="The version.")] = False,
) -> None:
    """Collect the options that hold for every command."""
    held = _configured(ctx)
    ctx.obj = Settings(
        db=db or default_ledger(), quiet=quiet, debug=debug,
        colour=_colour(color, held.get("screen.color", ""), refused=no_color),
        interactive=not no_input, command=shlex.join(["alliance", *(ctx.obj or [])]),
        ascii=ascii_only or held.get("screen.ascii", False), pager=not no_pager and held.get("screen.pager", True),
    )  # fmt: skip
    if ctx.invoked_subcommand is None:
        _alone(ctx)


def _configured(ctx: typer.Context) -> configuration.Configuration:
    """What the configuration says, in force from now on. Help, and the command that shows it, do without a sound one.

    Raises AllianceError (78) for a configuration that is wrong.
    """
    try:
        held = configuration.current()
    except AllianceError:
        if ctx.invoked_subcommand not in {"help", "completion", "config", "schema"}:
            raise
        return configuration.lenient()
    if held.there:
        from alliance_cli import own

        own.use(own.Own(held.table("outlets"), held.table("aliases"), held.table("regions")))
    return held


def _colour(given: str, configured: str, *, refused: bool) -> Colour:
    """As the options say, else the environment, else the configuration. Raises AllianceError (2) for another word."""
    if refused:
        return Colour.NEVER
    try:
        return Colour(given.lower()) if given else colour_of(os.environ, configured) or Colour.AUTO
    except ValueError:
        message = f"--color: “{given}” is none of: {', '.join(Colour)}"
        raise AllianceError(message, ExitCode.USAGE) from None


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
        code = _fail(error.message, error.code)
        for candidate in error.candidates:
            print(f"  {safe(candidate)}", file=sys.stderr)
        return code
    except KeyboardInterrupt:
        return _fail("interrupted", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        _silence_stdout()
        return ExitCode.DONE
    except Exception as error:
        if debug:
            raise
        known = damage.explained(error)
        if known is not None:
            return _fail(known.message, known.code)
        return _fail(f"a bug: {type(error).__name__}: {error} (--debug shows where)", ExitCode.BUG)


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
        elif COMMON.get(word.partition("=")[0]):
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
