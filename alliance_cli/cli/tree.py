"""The commands as typer knows them: it reads lines that `parsing` leaves to it, says what is wrong, writes the help."""

import inspect
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any, get_args

import typer
from typer.core import TyperGroup

from alliance_cli.cli.commands import COMMANDS, loaded
from alliance_cli.cli.declared import Argument, Command, Context, Declared, Needed, Taken, parameters
from alliance_cli.errors import AllianceError, ExitCode

_UsageError: Any = typer.BadParameter.__mro__[1]
"""What the parser raises for any misuse; typer exports only this one kind of it."""

_TOO_MANY = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", re.DOTALL)
_MISSING = re.compile(r"Missing argument '([^']{1,60})'\.")

EPILOG = "\b\nFor every command, in any place:\n  --db PATH, -q, --color WHEN, --ascii, --no-pager, --no-input, --debug"

_SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}  # fmt: skip


class MisusedError(Exception):
    """The line is none that the command can be called with: what is wrong, and the words of the command."""

    def __init__(self, message: str, path: str) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


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
        return made(loaded(cmd_name))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def run(root: Command, front: Sequence[str], rest: Sequence[str], obj: Any) -> int:
    """Run the line whose common options are `front` and whose command and its words are `rest`; return its exit code.

    Raises MisusedError, KeyboardInterrupt, and what commands raise.
    """
    try:
        result = _whole(root).main([*front, *rest], prog_name="alliance", standalone_mode=False, obj=obj)
    except _UsageError as error:
        path = error.ctx.command_path if error.ctx else _path(rest)
        raise MisusedError(_in_words(error.format_message()), path) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as ended:  # the parser's own answer to a pipe that nobody reads any more, with exit code 1
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        raise
    return int(result or 0)


def _in_words(told: str) -> str:
    """What the parser says of a line, in the words of the other messages."""
    if found := _TOO_MANY.fullmatch(told):
        return f"there is no place for “{found[1]}”"
    found = _MISSING.fullmatch(told)
    return f"{found[1].upper()} is missing" if found else told


def _path(words: Sequence[str]) -> str:
    """The command that a line names, as its help is asked for."""
    if not words or words[0] not in COMMANDS:
        return "alliance"
    below = loaded(words[0]).commands
    return " ".join(["alliance", words[0], *[word for word in words[1:] if word in below][:1]])


def help_of(root: Command, name: str = "") -> str:
    """The help of a command; without a name that of the program."""
    whole = _whole(root)
    with whole.make_context("alliance", [], resilient_parsing=True) as above:
        if not name:
            return str(whole.get_help(above))
        command = whole.get_command(above, name)
        with command.make_context(name, [], parent=above, resilient_parsing=True) as within:
            return str(command.get_help(within))


def _whole(root: Command) -> Any:
    app = typer.Typer(cls=Commands, **_SETTINGS)
    app.callback(invoke_without_command=True, help=root.help, epilog=root.epilog)(_spread(root))
    return typer.main.get_command(app)


def made(command: Command) -> Any:
    """A command and its subcommands as typer makes them out of what is declared."""
    app = typer.Typer(name=command.name, **_SETTINGS)
    if command.commands:
        app.callback(invoke_without_command=True, help=command.help, epilog=_epilog(command))(_spread(command))
    for child in command.commands.values() or (command,):
        app.command(child.name, help=child.help, epilog=_epilog(child))(_spread(child))
    result = typer.main.get_command(app)
    result.name = command.name
    return result


def _spread(command: Command) -> Callable[..., None]:
    """The function of a command with parameters as typer declares them."""
    declared = {taken.name: taken for taken in command.takes()}

    def called(ctx: Any, **values: Any) -> None:
        command.called(ctx, values)

    shown = [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for name, annotation, default in parameters(command.call):
        if annotation is not Context:
            shown.append(_parameter(name, _annotated(annotation, declared[name]), default))
    called.__name__ = command.name
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    called.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    return called


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    default = inspect.Parameter.empty if default is Needed else default
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _annotated(annotation: Any, taken: Taken) -> Any:
    declared: Declared = taken.declared
    limits: dict[str, Any] = {"min": declared.min, "max": declared.max}
    if isinstance(declared, Argument):
        made = typer.Argument(help=declared.help, metavar=declared.metavar or None, **limits)
    else:
        value = None if taken.is_flag else taken.value
        made = typer.Option(*declared.spellings, help=declared.help, metavar=value, **limits)
    return Annotated[get_args(annotation)[0], made]


def _epilog(command: Command) -> str:
    """Each example on a line of its own, then the options that every command takes."""
    examples = [f"  {example}" for example in command.examples]
    return "\n".join(["\b", "Examples:", *examples, "", EPILOG] if examples else [EPILOG])
