"""Help that is true: every example runs, topics say what the program does, completion knows the ledger."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_cli import names
from alliance_cli.cli import describing
from alliance_cli.cli.commands import COMMANDS
from alliance_cli.cli.describing import CommandDoc
from alliance_cli.dates.typed import parse_typed
from alliance_cli.errors import ExitCode
from alliance_cli.ledger.status import RULES
from alliance_cli.render import topics
from alliance_cli.vocabulary import Kind, Stage, Status
from tests.conftest import Result, Run
from tests.shell import against, surroundings, typed
from tests.sizes import share
from tests.torture.forking import Forking

FETCHES = re.compile(r"ingest https?://|--feeds|feeds check|quarantine retry")
"""Examples that ask another machine: in their tests a server on this one stands for example.com."""


def commands() -> Iterator[CommandDoc]:
    waiting = describing.everything()
    while waiting:
        command = waiting.pop(0)
        yield command
        waiting += command.children


DOCS = list(commands())
LEAVES = [command for command in DOCS if not command.children]


@pytest.mark.parametrize("command", DOCS, ids=lambda c: c.path)
def test_every_command_has_two_examples(command: CommandDoc) -> None:
    assert command.help
    assert len(set(command.examples)) >= 2
    for example in command.examples:
        assert command.path.removeprefix("alliance ") in example


MERGED = ("zhejiang-geely geely-automobile", "stellantis fca")
BEFORE = {
    "alliance quarantine retry --all --day-first": "alliance quarantine drop 1 2 3 5",
    "alliance --db new.db import ledger.jsonl": "alliance export -o ledger.jsonl",
    "alliance import colleague.jsonl --dry-run": "alliance export -o colleague.jsonl",
    **dict.fromkeys(
        (
            "alliance import claims",
            "alliance fold --jobs 1 claims --to talks",
            "alliance fold --engine dask claims --to talks --jobs 1 --tries 5",
        ),
        "alliance extract --engine dask --jobs 1 news.jsonl --to claims",
    ),
    **{f"alliance companies split {pair}": f"alliance companies merge {pair}" for pair in MERGED},
}
"""What has to be done before an example makes sense."""


EXAMPLES = list(dict.fromkeys(example for command in DOCS for example in command.examples))


@pytest.mark.parametrize("example", EXAMPLES[:: min(share(1), 3)])
def test_every_example_runs(demo: Path, tmp_path: Path, example_com: str, example: str, forks: Forking) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    env = surroundings(demo, desk)

    def shell(command: str) -> Result:
        return Result(*typed(command, forks, desk, env))

    if "c5k2" in example:  # claims have no name that people could type
        waiting = json.loads(shell("alliance review --list --json").out)["review"]
        example = example.replace("c5k2", waiting[0]["claim"])
    assert example not in BEFORE or shell(BEFORE[example]).code == 0
    if FETCHES.search(example):
        example = against(example_com, example, desk / "ledger.db")
    done = shell(example)
    assert done.code == 0, done.err
    assert "Traceback" not in done.err


def test_topics_say_what_the_program_does(run: Run) -> None:
    status = run("help", "status").out
    words = re.sub(r"\s+", " ", status)
    assert all(rule in words and text in words for rule, text in RULES.items())
    assert all(stage in words for stage in Stage)
    kinds = run("help", "kinds").out
    assert all(kind in kinds for kind in Kind)
    codes = run("help", "exit-codes").out
    assert all(re.search(rf"^ +{int(code)}  \w", codes, re.MULTILINE) for code in ExitCode)
    assert set(topics.CODES) == set(ExitCode)
    assert "180 days" in status


def test_the_forms_of_a_day_are_read() -> None:
    from datetime import date

    days = {"a day": (1, 1), "a month": (28, 31), "more": (90, 366)}
    for what, forms in topics.DAYS.items():
        for form in forms:
            found = parse_typed(form.strip('"'), date(2025, 11, 13))
            least, most = days[what]
            assert least <= (found.last - found.first).days + 1 <= most, form
    with pytest.raises(ValueError, match="could mean 2025-01-02 or 2025-02-01"):
        parse_typed("01/02/2025", date(2025, 11, 13))


@pytest.mark.parametrize("name", topics.TOPICS)
def test_commands_in_topics_exist(run: Run, name: str) -> None:
    text = run("help", name.upper()).out
    assert not re.search(r"[{}]", text)
    assert max(map(len, text.splitlines())) <= 80
    for command in re.findall(r"alliance ([a-z]+)", text):
        assert command in COMMANDS
    ours = "\n".join(line for line in text.splitlines() if "systemctl" not in line)
    for option in re.findall(r"(--[a-z-]+)", ours):
        assert any(option in o.names for c in DOCS for o in c.options) or option in {"--db", "--debug", "--quiet"}


def test_a_command_that_is_not_there_is_told_with_the_nearest(run: Run) -> None:
    near = run("talk")
    assert (near.code, near.out) == (2, "")
    assert "`alliance talks`" in near.err
    assert "`alliance --help`" in run("xyzzy").err
    assert "\x1b" not in run("ta\x1b[31mlk").err


def test_help_lists_topics_shows_commands_and_refuses_the_rest(run: Run) -> None:
    listed = run("help").out
    assert all(name in listed for name in topics.TOPICS)
    assert run("help", "timeline").out.startswith("Usage: alliance timeline")
    assert run("help", "nonsense").code == 2


def test_the_root_without_a_command_is_help_in_a_pipe(run: Run) -> None:
    result = run()
    assert result.code == 0
    assert result.out.startswith("Usage: alliance")


def test_the_manual_page_holds_every_command(run: Run) -> None:
    page = run("help", "--man").out
    for command in DOCS:
        assert f".SS {command.path}".replace("-", "\\-") in page


@pytest.mark.skipif(not shutil.which("man"), reason="no man")
def test_the_manual_page_is_laid_out_without_a_warning() -> None:
    page = Path(__file__).parent.parent / "docs" / "alliance.1"
    done = subprocess.run(["man", "--warnings", "-l", str(page)], check=True, capture_output=True, text=True, env={
        **os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8"})  # fmt: skip
    assert done.stderr == ""
    assert "alliance timeline" in done.stdout


# Completion


@pytest.fixture
def ledger_with_talks(run: Run) -> Run:
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--date",
        "2024-12-17",
        "--region",
        "Japan",
        "--publisher",
        "Nikkei",
    )
    return run


def complete(run: Run, *words: str) -> list[str]:
    return [line.partition("\t")[0] for line in run("__complete", *words).out.splitlines()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["tim"], "timeline"),
        (["timeline", "niss"], "Nissan Motor"),
        (["timeline", "日産"], "日産自動車"),
        (["timeline", "Nissan\\ M"], "Nissan Motor"),
        (["timeline", "'Nissan M"], "Nissan Motor"),
        (["timeline", "Nissan Motor", "Hon"], "Honda Motor"),
        (["-q", "timeline", "--compact", "Hon"], "Honda Motor"),
        (["why", "nissan-motor-h"], "nissan-motor-honda-motor-merger-2024"),
        (["talks", "--status", "r"], "rumoured"),
        (["talks", "--status=r"], "--status=rumoured"),
        (["talks", "--status", "=", "r"], "rumoured"),
        (["talks", "--kind", "merger,st"], "merger,stake"),
        (["talks", "--region", "j"], "Japan"),
        (["add", "A", "B", "--origin", "Nik"], "Nikkei"),
        (["talks", "--col"], "--columns"),
        (["network", "--format", "g"], "graphml"),
        (["talks", "--sort", "o"], "origins"),
        (["companies", "sh"], "show"),
        (["companies", "show", "VW"], "VW"),
        (["help", "exit"], "exit-codes"),
        (["schema", "time"], "timeline"),
        (["completion", "z"], "zsh"),
        (["ingest", ""], ":files"),
        (["talks", "-o", ""], ":files"),
    ],
)
def test_completion(ledger_with_talks: Run, words: list[str], expected: str) -> None:
    assert expected in complete(ledger_with_talks, *words)


def test_completion_says_nothing_where_it_knows_nothing(run: Run, ledger: Path) -> None:
    assert complete(run, "timeline", "x") == []
    assert complete(run, "nonsense", "x") == []
    ledger.write_bytes(b"no database at all, only some bytes that lie where one should be" * 9)
    assert complete(run, "timeline", "x") == []
    assert complete(run, "talks", "--status", "") == list(Status)


def test_hostile_names_stay_on_their_line(ledger_with_talks: Run) -> None:
    evil = "Evil\n$(touch x)\x1b[31m"
    ledger_with_talks("companies", "add", evil)
    assert ledger_with_talks("add", names.company_id(evil), "Honda", "--date", "2025-01-01").code == 0
    out = ledger_with_talks("__complete", "timeline", "evil").out
    assert out.count("\n") == 1
    assert "\x1b" not in out
