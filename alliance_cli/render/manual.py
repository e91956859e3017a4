"""The manual page, out of the same texts as --help and `alliance help`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol


class Option(Protocol):
    """An option as `cli.describing` tells it."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its spellings."""

    @property
    def value(self) -> str:
        """The name of its value, empty for a flag."""

    @property
    def help(self) -> str:
        """What it does."""


class Command(Protocol):
    """A command as `cli.describing` tells it."""

    @property
    def help(self) -> str:
        """What it does."""

    @property
    def usage(self) -> str:
        """How it is called."""

    @property
    def options(self) -> Iterable[Option]:
        """Its options."""

    @property
    def examples(self) -> Iterable[str]:
        """How it is used."""

    @property
    def children(self) -> Iterable["Command"]:
        """Its subcommands."""


_ENVIRONMENT = (
    ("ALLIANCE_DB", "The ledger, instead of alliance/ledger.db in the data home."),
    ("ALLIANCE_CONFIG", "The configuration, instead of alliance/config.toml in the configuration home."),
    ("ALLIANCE_READER", "The reader to go first where several read a language; alliance extract --readers lists them."),
    ("XDG_DATA_HOME", "The data home (~/.local/share)."),
    ("NO_COLOR", "No colour where it is set."),
    ("FORCE_COLOR", "Colour in a pipe and a file too, unless it is 0."),
    ("PAGER", "What shows a long list on a terminal (less); empty or cat for none."),
    ("COLUMNS", "How wide the output is laid out, off a terminal (100)."),
)


def manual(
    version: str, about: str, common: Iterable[Option], commands: Iterable[Command], topics: Mapping[str, str]
) -> str:
    """The manual page in roff (man macros)."""
    return "".join(f"{line}\n" for line in _page(version, about, common, commands, topics))


def _page(
    version: str, about: str, common: Iterable[Option], commands: Iterable[Command], topics: Mapping[str, str]
) -> Iterator[str]:
    yield f'.TH ALLIANCE 1 "" "alliance {version}" "User Commands"'
    yield from (".SH NAME", r"alliance \- corporate alliances, mergers and rumours, from news reports")
    yield from (".SH SYNOPSIS", r".B alliance", r"[\fIOPTIONS\fR] [\fICOMMAND\fR [\fIARGS\fR]]")
    yield from (".SH DESCRIPTION", _roff(about))
    yield ".SH OPTIONS FOR EVERY COMMAND"
    for option in common:
        yield from _option(option)
    yield ".SH COMMANDS"
    for command in commands:
        yield from _command(command)
    for name, text in topics.items():
        yield f".SH {name.replace('-', ' ').upper()}"
        yield from (".nf", *(_roff(line) for line in text.rstrip("\n").split("\n")), ".fi")
    yield ".SH ENVIRONMENT"
    for variable, text in _ENVIRONMENT:
        yield from (".TP", rf"\fB{variable}\fR", _roff(text))


def _command(command: Command) -> Iterator[str]:
    yield f".SS {_roff(command.usage)}"
    yield _roff(command.help)
    for option in command.options:
        yield from _option(option)
    examples = list(command.examples)
    if examples:
        yield from (".PP", "Examples:", ".nf", *(_roff(f"    {example}") for example in examples), ".fi")
    for child in command.children:
        yield from _command(child)


def _option(option: Option) -> Iterator[str]:
    names = ", ".join(rf"\fB{_roff(name)}\fR" for name in option.names)
    yield from (".TP", names + (rf" \fI{_roff(option.value)}\fR" if option.value else ""), _roff(option.help))


def _roff(text: str) -> str:
    """Text in which nothing is a request or an escape."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
