"""The commands: their names and lines of help, and how each is loaded when it is called."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alliance_cli.cli.declared import Command

COMMANDS: Mapping[str, str] = {
    "add": "Add a claim by hand, or read one article.",
    "ingest": "Read reports into the ledger: files, folders, feeds, web addresses, standard input.",
    "feeds": "The feeds to read: add, list, check, pause, remove, import, export.",
    "quarantine": "What could not be read: list, show, retry, drop.",
    "read": "Read stored texts again.",
    "extract": "Show what reports claim, without a ledger.",
    "fold": "Claims to talks without a ledger, on a cluster.",
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
"""Each command and its one line of help; its module has the same name and an app called `app`."""

COMMON = {
    "-q": 0, "--quiet": 0, "--debug": 0, "--no-color": 0, "--no-input": 0, "--ascii": 0, "--no-pager": 0, "--db": 1,
    "--color": 1,
}  # fmt: skip
"""Options that any command takes, in any place, and how many values each has."""


def loaded(name: str) -> "Command":
    """The command with this name, whose module is imported now."""
    whole: Command = importlib.import_module(f"alliance_cli.cli.{name}").app.whole
    return whole
