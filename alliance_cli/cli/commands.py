"""The commands: their names and lines of help, and how each is loaded when it is called."""

import importlib
from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperGroup

from alliance_cli.errors import AllianceError, ExitCode

COMMANDS: Mapping[str, str] = {
    "add": "Add a claim by hand, or read one article.",
    "ingest": "Read reports into the ledger: files, folders, feeds, web addresses, standard input.",
    "feeds": "The feeds to read: add, list, check, pause, remove, import, export.",
    "quarantine": "What could not be read: list, show, retry, drop.",
    "extract": "Show what reports claim, without a ledger.",
    "readers": "Who reads reports, and how far two readers agree.",
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
    "edit": "Correct a claim by its number: date, origin, publisher, parties.",
    "drop": "Take claims out by their numbers.",
    "note": "Your own words on a talk or a company.",
    "tag": "Tag a talk or a company.",
    "link": "Keep an address with a talk or a company.",
    "owner": "Who of the desk follows a talk or a company.",
    "due": "When to look at a talk or a company again.",
    "review": "Decide on claims that were read with doubt.",
    "sources": "Who had rumours first, and how they turned out.",
    "odds": "How often rumours like those that are open came true.",
    "search": "Find reports by their words.",
    "find": "Find companies and talks, or pick one from a list as you type.",
    "stale": "Rumours without news for half a year.",
    "changes": "What is new or turned since a day, or since you looked last.",
    "watch": "Filters to follow with `changes --watched`.",
    "log": "Every command that wrote to the ledger.",
    "undo": "Take back one of them as a whole.",
    "mcp": "Serve the ledger to an assistant (Model Context Protocol).",
    "export": "The ledger for other programs, and for another ledger.",
    "import": "Read an export back, or a table of your own.",
    "config": "What is configured, and where from.",
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
    "--color": 1,
}  # fmt: skip
"""Options that any command takes, in any place, and how many values each has."""

EPILOG = "\b\nFor every command, in any place:\n  --db PATH, -q, --color WHEN, --ascii, --no-pager, --no-input, --debug"


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
