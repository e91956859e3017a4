"""Lines read without typer: they mean what they mean to typer, and all others are left to it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.cli import tree
from alliance_cli.cli.commands import COMMANDS, loaded
from alliance_cli.cli.declared import MOST, Command, Context, Needed, Taken, parameters
from alliance_cli.cli.parsing import Unusual, values
from tests.conftest import Result, Run


def _all() -> Iterator[tuple[str, Command]]:
    for name in COMMANDS:
        command = loaded(name)
        yield name, command
        yield from ((f"{name} {child.name}", child) for child in command.commands.values())


EVERY = dict(_all())


def by_typer(command: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """What typer would call the command with; None where it would not."""
    seen: dict[str, Any] = {}

    def call(ctx: Context, **given: Any) -> None:
        seen.update(given, called=True)

    call.parameters = list(parameters(command.call))  # type: ignore[attr-defined]
    try:
        tree.made(Command(command.name, call, command.help, command.epilog)).main(list(words), standalone_mode=False)
    except Exception:  # whatever typer says of the line
        return None
    return seen if seen.pop("called", False) else None


def unread(command: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """What the line is without typer; None for a line that is left to it."""
    try:
        return values(command, words)
    except Unusual:
        return None


TEXTS = st.sampled_from(
    ["Nissan", "2025-11", "5", "0", "-1", "x y", "", "-", "--", "-n", "--json", "a=b", "1_0", " 7", "٣"]
)


def _spelled(taken: Taken) -> st.SearchStrategy[list[str]]:
    if not taken.is_option:
        return st.lists(TEXTS, max_size=2)
    names = st.sampled_from([*taken.on, *taken.off])
    if taken.is_flag:
        return names.map(lambda name: [name])
    apart = st.tuples(names, TEXTS).map(list)
    return apart | st.tuples(names, TEXTS).map(lambda pair: ["=".join(pair)]) | names.map(lambda name: [name])


def lines(command: Command) -> st.SearchStrategy[list[str]]:
    parts = st.one_of(*[_spelled(taken) for taken in command.takes()], TEXTS.map(lambda text: [text]))
    return st.lists(parts, max_size=4).map(lambda found: [word for part in found for word in part])


@pytest.mark.parametrize("name", EVERY)
@given(data=st.data())
@settings(max_examples=8)
def test_a_line_that_is_read_without_typer_means_what_it_means_to_typer(name: str, data: st.DataObject) -> None:
    command = EVERY[name]
    words = data.draw(lines(command))
    found = unread(command, words)
    if found is not None:
        assert by_typer(command, words) == found


@pytest.mark.parametrize(
    "line",
    [
        "talks", "talks --json", "talks Nissan --status rumoured --kind merger --limit 5", "timeline Nissan Honda",
        "timeline -- Nissan", "why nissan --last 3", "show nissan", "add Nissan Honda --kind development --date 2025-11",
        "changes --since last", "search merger", "feeds list", "companies show Nissan --json", "ingest - -n",
    ],
)  # fmt: skip
def test_usual_lines_do_without_typer(line: str) -> None:
    name, *words = line.split()
    if words and f"{name} {words[0]}" in EVERY:
        name = f"{name} {words.pop(0)}"
    assert unread(EVERY[name], words) is not None


@pytest.mark.parametrize(
    "line", ["talks --help", "talks -h", "talks --limit x", "talks --nope", "talks -qn", "add --date"]
)
def test_help_and_mistakes_are_left_to_typer(line: str) -> None:
    name, *words = line.split()
    assert unread(EVERY[name], words) is None


@pytest.mark.parametrize(
    "line", [["talks", "--json"], ["timeline", "Nissan", "Honda"], ["__complete", "timeline", "ni"]]
)
def test_what_is_asked_often_loads_neither_typer_nor_rich(line: list[str], demo: Path) -> None:
    code = (
        "import sys; from alliance_cli.cli.app import run; run(sys.argv[1:]);"
        " sys.exit(any(name in sys.modules for name in ('typer', 'rich', 'sqlite_utils', 'dateutil')))"
    )
    environment = {**os.environ, "ALLIANCE_DB": str(demo)}
    done = subprocess.run(
        [sys.executable, "-c", code, *line], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "issan" in done.stdout


def test_a_list_of_talks_is_shown_without_the_classes_that_reports_are_read_into(demo: Path) -> None:
    code = "import sys; from alliance_cli.cli.app import run; run(sys.argv[1:]); sys.exit('alliance_cli.models' in sys.modules)"
    line = [sys.executable, "-c", code, "talks", "--json"]
    assert subprocess.run(line, env={**os.environ, "ALLIANCE_DB": str(demo)}, check=False).returncode == 0


def usage(result: Result) -> str:
    """The one line that tells of a mistake on the command line."""
    assert (result.code, result.err.count("\n")) == (2, 1), result
    return result.err


def numbered() -> Iterator[tuple[str, list[str]]]:
    """Each parameter of each command that takes a number, with a line that gives it all but the number."""
    for name, command in EVERY.items():
        for taken in command.takes():
            if taken.type is int:
                others = [t for t in command.takes() if not t.is_option and t.default is Needed and t is not taken]
                yield (
                    f"{name} {taken.name}",
                    [*name.split(), *["x"] * len(others), *([taken.on[-1]] if taken.on else ["--"])],
                )


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in numbered()])
def test_no_command_takes_a_number_beyond_what_a_ledger_counts_to(run: Run, line: list[str]) -> None:
    run("add", "Nissan", "Honda")
    for number in (MOST + 1, 2**63, 2**70, "9" * 100_000, "x" * 100_000):
        told = usage(run(*line, str(number)))
        assert len(told) < 2_100
        assert re.search(r"too large a number|is not in the range|is not a valid", told), told
    for number in (-1, 0, MOST):
        assert run(*line, str(number)).code in {0, 1, 2}


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("companies add Nissan --country", "companies add"), ("feeds add --name", "feeds add"),
        ("feeds list --json=yes", "feeds list"), ("feeds list --nope", "feeds list"), ("watch remove", "watch remove"),
        ("watch remove x", "watch remove"), ("feeds nope", "feeds"), ("talks --limit", "talks"), ("talks --nope", "talks"),
        ("talks --db", ""), ("--nope", ""), ("--color", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_the_help_of_the_command_it_was_made_in(run: Run, line: str, path: str) -> None:
    assert f"(`{' '.join(['alliance', *path.split()])} --help` tells more)" in usage(run(*line.split()))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["judge", "Nissan", "Honda"], "there is no place for “Honda”"), (["backup"], "FILE is missing"),
        (["companies", "add"], "NAME is missing"), (["check", "a", "b"], "there is no place for “a b”"),
    ],
)  # fmt: skip
def test_a_word_too_many_or_too_few_is_told(line: list[str], says: str, run: Run) -> None:
    assert run(*line).err.startswith(f"alliance: {says} (`alliance ")


def test_several_companies_without_a_talk_are_named_as_a_sentence_does(run: Run) -> None:
    run("add", "Nissan", "Honda")
    assert "no talk of Nissan Motor, Honda Motor and Ford Motor" in run("timeline", "Nissan", "Honda", "Ford").err
    assert "no talk of Nissan, Honda and Ford" in run("show", "Nissan", "Honda", "Ford").err
