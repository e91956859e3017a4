"""Command lines as they are usually typed, read by what the commands declare: quicker than typer loads.

What is read here is read as typer would read it. All else is left to typer, which says what is wrong with a line.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from alliance_cli.cli.commands import COMMANDS, loaded
from alliance_cli.cli.declared import MOST, Command, Context, Needed, Taken

Values = dict[str, Any]


class Unusual(Exception):  # noqa: N818 -- no error: another reads the line
    """The line is for typer: it asks for help, has a mistake, or a form that is not read here."""


class Line(NamedTuple):
    """A line that has been read: the commands to call in turn, each with its values, and the name of the next one."""

    calls: tuple[tuple[Command, Values, str | None], ...]

    def run(self, obj: Any) -> None:
        """Call them; each sees what the one before made of `obj`."""
        context = Context(obj)
        for command, values, following in self.calls:
            context.invoked_subcommand = following
            command.called(context, values)


def parsed(root: Command, front: Sequence[str], rest: Sequence[str]) -> Line:
    """The line whose common options are `front` and whose command and its words are `rest`.

    Raises Unusual for a line that is for typer.
    """
    if not rest or rest[0] not in COMMANDS:
        raise Unusual
    command, words = loaded(rest[0]), rest[1:]
    calls = [(root, values(root, front), command.name)]
    if command.commands and words and words[0] in command.commands:
        calls.append((command, values(command, ()), words[0]))
        command, words = command.commands[words[0]], words[1:]
    return Line((*calls, (command, values(command, words), None)))


def values(command: Command, words: Sequence[str]) -> Values:
    """What each parameter of the command is by these words. Raises Unusual."""
    takes = command.takes()
    options = {spelling: taken for taken in takes for spelling in (*taken.on, *taken.off)}
    found: dict[str, list[Any]] = {}
    places: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            places += rest
        elif word == "-" or not word.startswith("-"):
            places.append(word)
        else:
            _read_option(word, rest, options, found)
    given = found | dict(_placed([taken for taken in takes if not taken.is_option], places))
    return {taken.name: _value(taken, given.get(taken.name, [])) for taken in takes}


def _read_option(word: str, rest: Iterator[str], options: Mapping[str, Taken], found: dict[str, list[Any]]) -> None:
    spelling, joined, value = word.partition("=")
    taken = options.get(spelling)
    if taken is None or (joined and (taken.is_flag or not spelling.startswith("--"))):
        raise Unusual  # among others: several short options in one word, or one with its value
    if taken.is_flag:
        found.setdefault(taken.name, []).append(spelling in taken.on)
        return
    if not joined:
        following = next(rest, None)
        if following is None or (following.startswith("-") and following != "-"):
            raise Unusual
        value = following
    found.setdefault(taken.name, []).append(_one(taken, value))


def _one(taken: Taken, text: str) -> Any:
    """A value out of its text. Raises Unusual, or AllianceError (2) for digits without end."""
    if taken.type is Path:
        return Path(text)
    if taken.type is not int:
        return text
    try:
        number = int(text)
    except ValueError:
        if text.isdecimal() and len(text) > len(str(MOST)):  # more digits than Python takes for a number
            raise taken.too_large(text) from None
        raise Unusual from None
    least, most = taken.declared.min, taken.declared.max
    if (least is not None and number < least) or (most is not None and number > most):
        raise Unusual
    return number


def _placed(takes: Sequence[Taken], words: Sequence[str]) -> Iterator[tuple[str, list[Any]]]:
    """The words for each argument: from the left up to the one that takes many, from the right after it."""
    several = next((at for at, taken in enumerate(takes) if taken.many), len(takes))
    after = takes[several + 1 :]
    if (len(words) > len(takes) and several == len(takes)) or (after and len(words) < len(takes)):
        raise Unusual
    left = iter(words[: len(words) - len(after)])
    for taken in takes[:several]:
        yield taken.name, [_one(taken, word) for word in islice(left, 1)]
    for taken in takes[several : several + 1]:
        yield taken.name, [_one(taken, word) for word in left]
    for taken, word in zip(after, words[len(words) - len(after) :], strict=True):
        yield taken.name, [_one(taken, word)]


def _value(taken: Taken, given: Sequence[Any]) -> Any:
    """What the parameter is: all that was given of many, the last of one, else its default."""
    if given:
        return list(given) if taken.many else given[-1]
    if taken.default is Needed:
        raise Unusual
    return taken.default
