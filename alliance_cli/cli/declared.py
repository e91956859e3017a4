"""What a command line takes, as commands declare it: options, arguments, and what a command is given and ends with.

A command is a function whose parameters are annotated so. `parsing` reads usual lines by these declarations, `tree`
makes them known to typer, which reads all other lines, writes the help and says what is wrong: typer takes longer to
load than most commands take.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

from alliance_cli.errors import AllianceError, ExitCode

MOST = 10**18 - 1
"""The largest number a command takes, whatever it counts: a ledger can count little further."""

_SHOWN = 40
"""So many digits are enough to know one's own number by."""


class Declared:
    """A parameter of the command line: its spellings, its help, the name of its value, the least and most of a number.

    Without spellings an option is called as the parameter is.
    """

    def __init__(
        self, *spellings: str, help: str = "", metavar: str = "", min: int | None = None, max: int | None = None
    ) -> None:
        self.spellings = spellings
        self.help = help
        self.metavar = metavar
        self.min = min
        self.max = max


class Option(Declared):
    """A parameter that is given by name, in any place: `-n`, `--limit 5`, `--doubtful/--no-doubtful`."""


class Argument(Declared):
    """A parameter that is given by its place."""


class Context:
    """What a command knows of its line: what the common options say (`obj`), and the subcommand that comes after it."""

    def __init__(self, obj: Any, invoked_subcommand: str | None = None) -> None:
        self.obj = obj
        self.invoked_subcommand = invoked_subcommand


class Exit(Exception):  # noqa: N818 -- no error, as SystemExit is none
    """The command has said all there is to say and ends with this exit code."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


Declaring = Callable[[Callable[..., None]], Callable[..., None]]


class Needed:
    """The default of a parameter that has none."""


class Parameter(NamedTuple):
    """A parameter of a function."""

    name: str
    annotation: Any
    default: Any = Needed


def parameters(call: Callable[..., None]) -> Iterator[Parameter]:
    """The parameters of a function, or those that it is said to have (its attribute `parameters`).

    As `inspect.signature` would give them, which takes a fifth of the time of a short command to load.
    """
    said: Sequence[Parameter] | None = getattr(call, "parameters", None)
    if said is not None:
        yield from said
        return
    code = call.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    last = code.co_argcount - len(call.__defaults__ or ())
    defaults = dict(zip(names[last:], call.__defaults__ or (), strict=False)) | (call.__kwdefaults__ or {})
    for name in names:
        yield Parameter(name, call.__annotations__[name], defaults.get(name, Needed))


class Taken(NamedTuple):
    """A parameter of a command: as the function calls it, as it is declared, and what its value is.

    `on` and `off` are the spellings of an option that switch a flag on and off, or before which a value stands; `type`
    is that of one value, of which there may be `many`; without a `default` (`Needed`) it has to be given.
    """

    name: str
    declared: Declared
    type: type
    many: bool
    default: Any
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    @property
    def is_option(self) -> bool:
        """True if it is given by name."""
        return isinstance(self.declared, Option)

    @property
    def is_flag(self) -> bool:
        """True if it has no value."""
        return self.is_option and self.type is bool

    def bounded(self, value: Any) -> None:
        """Raises AllianceError (2) if it is a number, or several, of which one is larger than any command takes."""
        numbers = (value if self.many else [value]) if self.type is int and value else ()
        for number in numbers:
            if abs(number) > MOST:
                raise self.too_large(str(number))

    def too_large(self, digits: str) -> AllianceError:
        """What to say of a number that is larger than any command takes."""
        where = f"{max(self.on, key=len)}: " if self.on else ""
        short = digits if len(digits) <= _SHOWN else f"{digits[:_SHOWN]}…"
        return AllianceError(f"{where}{short} is too large a number; the largest is {MOST}", ExitCode.USAGE)

    @property
    def value(self) -> str:
        """What its value is called in the help."""
        longest = max(self.on, key=len, default=self.name).strip("-").upper()
        return self.declared.metavar or {Path: "FILE", int: "N"}.get(self.type, longest)


class Command:
    """A function that a line of words calls."""

    def __init__(self, name: str, call: Callable[..., None], help: str, epilog: str) -> None:
        self.name = name
        self.call = call
        self.help = help
        self.epilog = epilog
        self.commands: dict[str, Command] = {}

    @property
    def examples(self) -> list[str]:
        """The lines that its epilog gives as examples."""
        listed = self.epilog.removeprefix("Examples:") if self.epilog.startswith("Examples:") else ""
        return [line.strip() for line in listed.split("  |  ") if line.strip()]

    def takes(self) -> list[Taken]:
        """Its parameters, but for the context."""
        return [_taken(parameter) for parameter in parameters(self.call) if parameter.annotation is not Context]

    def called(self, context: Context, values: dict[str, Any]) -> None:
        """Call the function, with the context if it asks for it. Raises AllianceError (2) for a number beyond MOST."""
        for taken in self.takes():
            taken.bounded(values[taken.name])
        asks = any(parameter.annotation is Context for parameter in parameters(self.call))
        self.call(**({"ctx": context} if asks else {}), **values)


def _taken(parameter: Parameter) -> Taken:
    kind, declared = get_args(parameter.annotation)
    known = [part for part in get_args(kind) or (kind,) if part is not type(None)]
    many = get_origin(kind) is list or get_origin(known[0]) is list
    one = (get_args(known[0]) or known)[0]
    spelled = (declared.spellings or (f"--{parameter.name.replace('_', '-')}",)) if isinstance(declared, Option) else ()
    on = tuple(word.partition("/")[0] for word in spelled)
    off = tuple(word.partition("/")[2] for word in spelled if "/" in word)
    return Taken(parameter.name, declared, one, many, parameter.default, on, off)


class App:
    """The command that a module of this package stands for, alone or with subcommands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._alone: Command | None = None
        self._commands: dict[str, Command] = {}

    def command(self, name: str = "", *, help: str, epilog: str = "") -> Declaring:
        """Declares a command; it is called as the function, if not otherwise."""

        def declare(call: Callable[..., None]) -> Callable[..., None]:
            called = name or call.__name__.replace("_", "-")
            self._commands[called] = Command(called, call, help, epilog)
            return call

        return declare

    def callback(self, *, help: str, epilog: str = "") -> Declaring:
        """Declares what the name alone does, where there are subcommands; it is called before each of them, too."""

        def declare(call: Callable[..., None]) -> Callable[..., None]:
            self._alone = Command(self.name, call, help, epilog)
            return call

        return declare

    @property
    def whole(self) -> Command:
        """The command with its subcommands, if it has any."""
        if self._alone is None:
            (only,) = self._commands.values()
            return Command(self.name, only.call, only.help, only.epilog)
        self._alone.commands = self._commands
        return self._alone
