"""What could come next on a command line: the shell's completion asks for it at every press of the key."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from os.path import commonprefix
from pathlib import Path

from alliance_cli import names
from alliance_cli.cli.commands import COMMANDS, COMMON, loaded
from alliance_cli.cli.declared import Command, Taken
from alliance_cli.cli.formats import Colour
from alliance_cli.cli.settings import default_ledger
from alliance_cli.render.text import safe
from alliance_cli.services.looking import suggesting
from alliance_cli.vocabulary import Basis, Kind, Stage, Status

FILES = ":files"
"""Tells the shell to complete files."""

Candidate = tuple[str, str]
"""A word and what it stands for."""

_WORDS: dict[str, Iterable[str]] = {"--status": Status, "--kind": Kind, "--stage": Stage, "--basis": Basis}
_COMPANIES = {"companies", "company", "first", "second", "owner", "target", "partner"}


def main(words: Sequence[str]) -> int:
    """Print what could stand in place of the last word, one a line, each with what it stands for after a tab."""
    try:
        for value, about in kept(_typed(words), list(candidates(words))):
            sys.stdout.write(f"{safe(value)}\t{safe(about)}\n" if about else f"{safe(value)}\n")
    except OSError:
        pass  # the shell reads no more
    return 0


def kept(typed: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """Candidates none of which takes away what was typed: a shell writes what all of them begin with in its place.

    One alone stands as it is spelled. Several that share less than was typed, in these letters, begin as the first of
    them; what is spelled with more or fewer letters is left out.
    """
    shared = commonprefix([value for value, _ in found])  # noqa: RUF071 -- letters, not folders
    end = len(typed)
    stays = len(shared) >= end and names.fold(shared[:end]) == names.fold(typed)
    if len(found) < 2 or stays or found[0][0] == FILES:
        return found
    alike = [(value, about) for value, about in found if names.fold(value[:end]) == names.fold(typed)]
    spelled: dict[str, str] = {}
    for value, about in alike:
        spelled.setdefault(alike[0][0][:end] + value[end:], about)
    return list(spelled.items())


def _typed(words: Sequence[str]) -> str:
    return _unquoted(words[-1]) if words else ""


def candidates(words: Sequence[str]) -> Iterator[Candidate]:
    """What could stand in place of the last word."""
    ledger, rest = _ledger(words)
    *before, typed = [_unquoted(word) for word in rest if word != "="] or [""]
    if before and COMMON.get(before[-1]):
        yield from [(FILES, "")] if before[-1] == "--db" else _starting(typed, [(word, "") for word in Colour])
        return
    command, before = _found([word for word in before if word not in _flags()])
    if command is None:
        yield from _starting(typed, [*COMMANDS.items(), *((name, "") for name in _flags())])
        return
    yield from _within(command, before, typed, ledger)


def _within(command: Command, before: Sequence[str], typed: str, ledger: Path) -> Iterator[Candidate]:
    """What could come next among the arguments of a command."""
    if "=" in typed and typed.startswith("--"):  # in a shell that does not split words there
        spelled, _, typed = typed.partition("=")
        within = _within(command, [*before, spelled], typed, ledger)
        yield from ((value if value == FILES else f"{spelled}={value}", about) for value, about in within)
        return
    children = command.commands
    option = _option(command, before[-1]) if before and before[-1].startswith("-") else None
    if option is not None and not option.is_flag:
        yield from _values(option, before[-1], typed, ledger)
    elif typed.startswith("-"):
        yield from _starting(typed, [(p.on[-1], p.declared.help) for p in command.takes() if p.is_option])
    elif children:
        yield from _starting(typed, [(name, child.help.partition(".")[0]) for name, child in children.items()])
    else:
        yield from _arguments(command, before, typed, ledger)


def _ledger(words: Sequence[str]) -> tuple[Path, list[str]]:
    """The ledger that the line names, and the line without it."""
    rest = list(words)
    if "--db" in rest[:-2]:
        at = rest.index("--db")
        path = Path(_unquoted(rest[at + 1])).expanduser()
        return path, rest[:at] + rest[at + 2 :]
    return default_ledger(), rest


def _unquoted(word: str) -> str:
    """A word as the shell would hand it over: without the quotes and backslashes typed so far."""
    return word.lstrip("\"'").replace("\\", "") if word[:1] in {'"', "'"} or "\\" in word else word


def _flags() -> list[str]:
    return [name for name, values in COMMON.items() if not values]


def _found(before: Sequence[str]) -> tuple[Command | None, list[str]]:
    """The command that the words lead to, None for none yet, and the words that follow it."""
    if not before or before[0] not in COMMANDS:
        return None, []
    command = loaded(before[0])
    rest = list(before[1:])
    while rest and rest[0] in command.commands:
        command = command.commands[rest.pop(0)]
    return command, rest


def _option(command: Command, name: str) -> Taken | None:
    return next((taken for taken in command.takes() if name in taken.on), None)


def _starting(typed: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
    return (candidate for candidate in found if candidate[0].startswith(typed))


def _values(option: Taken, name: str, typed: str, ledger: Path) -> Iterator[Candidate]:
    """The values of an option; after a comma the next of a list."""
    head, comma, last = typed.rpartition(",")
    words = _WORDS.get(name) or _told(option)
    if words:
        yield from ((head + comma + value, "") for value in words if value.startswith(last))
    elif name == "--region":
        yield from suggesting.regions(ledger, typed)
    elif name in {"--origin", "--publisher"}:
        yield from suggesting.outlets(ledger, typed)
    elif option.value == "TALK":
        yield from suggesting.talks(ledger, typed)
    elif option.value == "DATE":
        yield from _starting(typed, [("today", ""), ("yesterday", "")])
    else:
        yield FILES, ""


def _told(option: Taken) -> list[str]:
    """The words that the help of an option lists: "One of: a, b."."""
    _, told, listed = option.declared.help.partition("One of: ")
    return [word.strip() for word in listed.partition(".")[0].split(",")] if told else []


def _arguments(command: Command, before: Sequence[str], typed: str, ledger: Path) -> Iterator[Candidate]:
    """What could stand as an argument here."""
    places = [taken for taken in command.takes() if not taken.is_option]
    if not places:
        return
    given = sum(1 for word in before if not word.startswith("-"))
    place = places[min(given, len(places) - 1)]
    if place.name in _COMPANIES:
        yield from suggesting.companies(ledger, typed)
    elif place.name == "about":
        yield from suggesting.talks(ledger, typed)
        yield from suggesting.companies(ledger, typed)
    elif place.name in {"talk", "talks", "other", "wanted"}:
        yield from suggesting.talks(ledger, typed)
        if place.many and command.name in {"why", "show", "find"}:
            yield from suggesting.companies(ledger, typed)
    elif place.name in {"topic", "name", "shell"}:
        yield from _starting(typed, [(word, "") for word in _named(command.name)])
    else:
        yield FILES, ""


def _named(command: str) -> Iterable[str]:
    if command == "help":
        from alliance_cli.render.topics import TOPICS

        return TOPICS
    if command == "schema":
        from alliance_cli.render.schemas import SCHEMAS

        return SCHEMAS
    return ("bash", "zsh", "fish") if command == "completion" else ()
