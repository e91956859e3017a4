"""The command line as a whole: common options, and failures to exit codes."""

import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Annotated

from alliance_cli import __version__, limits
from alliance_cli.cli import configuration, parsing
from alliance_cli.cli.commands import COMMON
from alliance_cli.cli.declared import App, Context, Exit, Option
from alliance_cli.cli.formats import Colour
from alliance_cli.cli.output import complain
from alliance_cli.cli.settings import Settings, colour_of, default_ledger, needs_ascii
from alliance_cli.errors import AllianceError, ExitCode
from alliance_cli.services.keeping import damage
from alliance_cli.sources.paths import shown

app = App("alliance")


@app.callback(
    help="Track who is said to be talking with whom: corporate alliances, mergers and rumours, from news reports.",
    epilog="Start with `alliance demo`. Every line can be traced: `alliance why TALK`.",
)
def root(
    ctx: Context,
    db: Annotated[
        Path | None,
        Option("--db", metavar="PATH", help="The ledger file (else ALLIANCE_DB, else the data home)."),
    ] = None,
    quiet: Annotated[bool, Option("-q", "--quiet", help="Say only what went wrong.")] = False,
    debug: Annotated[bool, Option("--debug", help="Show the traceback of a bug.")] = False,
    color: Annotated[str, Option("--color", metavar="WHEN", help=f"One of: {', '.join(Colour)} (auto).")] = "",
    no_color: Annotated[bool, Option("--no-color", help="The same as --color never.")] = False,
    no_input: Annotated[bool, Option("--no-input", help="Never ask.")] = False,
    ascii_only: Annotated[bool, Option("--ascii", help="Marks and lines in ASCII.")] = False,
    no_pager: Annotated[bool, Option("--no-pager", help="Never show a long list in a pager.")] = False,
    version: Annotated[bool, Option("--version", help="The version.")] = False,
) -> None:
    """Collect the options that hold for every command."""
    if version:
        print(f"alliance {__version__}")
        raise Exit
    held = _configured(ctx)
    ctx.obj = Settings(
        db=db or default_ledger(), quiet=quiet, debug=debug,
        colour=_colour(color, held.get("screen.color", ""), refused=no_color),
        interactive=not no_input, command=shown(shlex.join(["alliance", *(ctx.obj or [])])),
        ascii=ascii_only or held.get("screen.ascii", False), pager=not no_pager and held.get("screen.pager", True),
    )  # fmt: skip
    if ctx.invoked_subcommand is None:
        _alone(ctx)


def _configured(ctx: Context) -> configuration.Configuration:
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

        own.use(own.Own(*map(held.table, own.Own._fields)))
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


def _alone(ctx: Context) -> None:
    """Without a command: the dashboard on a terminal, else the help."""
    if not ctx.obj.stdout_is_terminal:
        from alliance_cli.cli import tree

        print(tree.help_of(app.whole))
        return
    from alliance_cli.cli import dashboard, options

    dashboard.show(ctx.obj, options.Writing())


def run(argv: Sequence[str]) -> int:
    """Run a command line and return its exit code. Every expected failure ends here, as one line on standard error."""
    if argv[:1] == ["__complete"]:
        from alliance_cli.cli import completing

        return completing.main(argv[1:])
    _open_streams()
    signs = ["--ascii"] if needs_ascii(sys.stdout.encoding) else []
    _use_utf8()
    debug = "--debug" in argv
    try:
        with damage.in_place():
            return _invoke(list(argv), signs)
    except AllianceError as error:
        code = _fail(error.message, error.code)
        for candidate in error.candidates:
            complain(f"  {candidate}")
        return code
    except (KeyboardInterrupt, EOFError):
        return _fail("interrupted", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        _silence_stdout()
        return ExitCode.DONE
    except OSError as error:
        return _fail_to_write(error)
    except Exception as error:
        if debug:
            raise
        known = limits.met(error) or _not_text(error, argv) or damage.explained(error)
        if known is not None:
            return _fail(known.message, known.code)
        return _fail(f"a bug: {type(error).__name__}: {error} (--debug shows where)", ExitCode.BUG)


def _invoke(argv: list[str], signs: list[str]) -> int:
    _check_text(word for word in argv if not os.path.lexists(word))
    front, rest = split(argv)
    code = 0
    try:
        parsing.parsed(app.whole, [*signs, *front], rest).run(argv)
    except parsing.Unusual:
        code = _by_typer([*signs, *front], rest, argv)
    except Exit as ended:
        code = ended.code
    sys.stdout.flush()
    return code


def _by_typer(front: Sequence[str], rest: Sequence[str], argv: Sequence[str]) -> int:
    from alliance_cli.cli import tree

    try:
        return tree.run(app.whole, front, rest, argv)
    except tree.MisusedError as error:
        return _fail(f"{error.message} (`{error.path} --help` tells more)", ExitCode.USAGE)
    except Exit as ended:
        return ended.code


def _check_text(words: Iterable[str]) -> None:
    """Raises AllianceError (2) for a word that is not UTF-8."""
    for word in words:
        if shown(word) != word:
            raise AllianceError(f"“{shown(word)}” is not UTF-8, and no file is called so", ExitCode.USAGE)


def _not_text(error: Exception, argv: Sequence[str]) -> AllianceError | None:
    """What is wrong with the command line where the name of a file that is not UTF-8 stands for something else."""
    try:
        _check_text(argv if isinstance(error, UnicodeEncodeError) else ())
    except AllianceError as known:
        return known
    return None


def split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The common options of a line, which may stand anywhere before `--`, and all else.

    Raises AllianceError (2) for one whose value is missing.
    """
    front: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in COMMON:
            front += [word, *islice(words, COMMON[word])]
            if front[-1] == word and COMMON[word]:
                raise AllianceError(f"{word} needs a value (`alliance --help` tells more)", ExitCode.USAGE)
        elif COMMON.get(word.partition("=")[0]):
            front.append(word)
        else:
            rest.append(word)
    return front, rest


def _fail(message: str, code: ExitCode) -> int:
    complain(f"alliance: {message}")
    return code


def _fail_to_write(error: OSError) -> int:
    """What the system says of a stream or a file that no command has told of already."""
    _silence_stdout()
    known = limits.met(error)
    if known is not None:
        return _fail(known.message, known.code)
    where = f"{error.filename}: " if error.filename else ""
    return _fail(f"cannot read or write: {where}{error.strerror or error}", ExitCode.IO_ERROR)


def _open_streams() -> None:
    """Closed standard streams lead nowhere, so that no file of this program takes their place."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _silence_stdout() -> None:
    """Python flushes standard output once more at exit; give it somewhere to go."""
    with suppress(OSError):  # no handle left: then nothing was written either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
