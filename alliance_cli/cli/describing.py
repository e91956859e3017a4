"""The commands as data, out of what the parser knows of them: for the manual and for completion."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from alliance_cli.cli.commands import COMMANDS, Commands


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


def described(command: Any, path: str) -> CommandDoc:
    """What the parser knows of a command, its subcommands included."""
    children = getattr(command, "commands", {})
    arguments = tuple(
        (p.metavar or p.name, getattr(p, "help", None) or "") for p in command.params if p.param_type_name == "argument"
    )
    options = tuple(_option(p) for p in command.params if p.param_type_name == "option" and "--help" not in p.opts)
    usage = " ".join([path, *("COMMAND" for _ in children and [0]), *(f"[{name}]" for name, _ in arguments)])
    return CommandDoc(
        path, command.help or "", usage, arguments, options, tuple(examples(command)),
        tuple(described(child, f"{path} {name}") for name, child in children.items()),
    )  # fmt: skip


def _option(param: Any) -> OptionDoc:
    value = "" if param.is_flag or getattr(param, "count", False) else (param.metavar or "VALUE")
    return OptionDoc((*param.opts, *param.secondary_opts), value, param.help or "")


def examples(command: Any) -> Iterator[str]:
    """The examples in a command's help, one by one."""
    epilog = (command.epilog or "").removeprefix("\b\n")
    if not epilog.startswith("Examples:"):
        return
    body = epilog.removeprefix("Examples:").partition("\n\n")[0]
    for line in body.split("  |  ") if "  |  " in body else body.splitlines():
        if line.strip():
            yield line.strip()


def everything() -> list[CommandDoc]:
    """Every command of the program."""
    group = Commands(name="alliance")
    return [described(group.get_command(None, name), f"alliance {name}") for name in COMMANDS]
