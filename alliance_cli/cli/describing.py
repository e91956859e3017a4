"""The commands as data, out of what they declare: for the manual and for completion."""

from typing import NamedTuple

from alliance_cli.cli.commands import COMMANDS, loaded
from alliance_cli.cli.declared import Command, Taken


class OptionDoc(NamedTuple):
    """An option: its spellings, the name of its value ("" for a flag) and what it does."""

    names: tuple[str, ...]
    value: str
    help: str


class CommandDoc(NamedTuple):
    """A command: its words, what it does, its arguments as (name, help), options, examples, subcommands."""

    path: str
    help: str
    usage: str
    arguments: tuple[tuple[str, str], ...]
    options: tuple[OptionDoc, ...]
    examples: tuple[str, ...]
    children: tuple["CommandDoc", ...]


def described(command: Command, path: str) -> CommandDoc:
    """What a command declares, its subcommands included."""
    takes = command.takes()
    arguments = tuple((_place(taken), taken.declared.help) for taken in takes if not taken.is_option)
    options = tuple(_option(taken) for taken in takes if taken.is_option)
    usage = " ".join([path, *("COMMAND" for _ in command.commands and [0]), *(f"[{name}]" for name, _ in arguments)])
    return CommandDoc(
        path, command.help, usage, arguments, options, tuple(command.examples),
        tuple(described(child, f"{path} {name}") for name, child in command.commands.items()),
    )  # fmt: skip


def _place(taken: Taken) -> str:
    return taken.declared.metavar or taken.name


def _option(taken: Taken) -> OptionDoc:
    return OptionDoc((*taken.on, *taken.off), "" if taken.is_flag else taken.value, taken.declared.help)


def everything() -> list[CommandDoc]:
    """Every command of the program."""
    return [described(loaded(name), f"alliance {name}") for name in COMMANDS]
