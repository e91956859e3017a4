"""Completion in real shells: what was typed stays, and what is unmistakable is written out."""

import re
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from alliance_cli.cli.completing import kept
from tests.conftest import Run
from tests.shell import surroundings

SHELLS = {
    "bash": (["--norc", "--noprofile"], "bind 'set completion-query-items 0'; source <(alliance completion bash)"),
    "zsh": (["-f"], "autoload -Uz compinit && compinit -u -D && source <(alliance completion zsh)"),
    "fish": (["--no-config"], "alliance completion fish | source"),
}
TYPED = {
    "timeline nis": r"(?i)\[timeline\]\[nis[^]]*\]",
    "timeline Nissan\\ M": r"\[timeline\]\[Nissan Motor\]",
    'timeline "Nissan M': r"\[timeline\]\[Nissan Motor\]",
    "timeline 'Nissan M": r"\[timeline\]\[Nissan Motor\]",
    'timeline "General M|"': r"\[timeline\]\[General M[^]]*\]",
    "timeline 'general m|'": r"(?i)\[timeline\]\[general m[^]]*\]",
    "timeline AT": r"\[timeline\]\[AT[^]]*\]",
    'timeline "Odd \\$': r"\[timeline\]\[Odd \$HOME `x` \"W\" Co\]",
    "timeline 'Odd $": r"\[timeline\]\[Odd \$HOME `x` \"W\" Co\]",
    "timeline Odd\\ ": r"\[timeline\]\[Odd \$HOME `x` \"W\" Co\]",
    "timeline zzzq": r"\[timeline\]\[zzzq\]",
    "timeline Nissan Toyota\\ Mot": r"\[timeline\]\[Nissan\]\[Toyota Mot[^]]*\]",
    "talks --status=r": r"\[talks\]\[--status=rumoured\]",
    "ingest --log=rep": r"\[ingest\]\[--log=reports/?\]",
    "ingest rep": r"\[ingest\]\[reports/?\]",
}
"""What is typed before the tab (after a bar, what follows it), and what the program is then called with."""


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, demo: Path, tmp_path: Path) -> "Iterator[pexpect.spawn[str]]":
    """A shell on a terminal in which the program only says what it is called with."""
    name = request.param
    if not shutil.which(name):
        pytest.skip(f"no {name}")
    env = surroundings(demo, tmp_path)
    (tmp_path / "alliance").write_text(
        f'#!/bin/sh\ncase "$1" in __complete|completion) exec {shlex.quote(sys.executable)} -m alliance_cli "$@";; esac\n'
        "printf 'ARGS:'; for word in \"$@\"; do printf '[%s]' \"$word\"; done; echo ':END'\n"
    )
    argv, setup = SHELLS[name]
    env |= {"TERM": "xterm" if name == "fish" else "dumb", "PS1": "> ", "LC_ALL": "C.UTF-8"}
    child = pexpect.spawn(name, argv, env=env, encoding="utf-8", timeout=10, cwd=str(tmp_path), dimensions=(60, 200))
    child.send(f"{setup}; echo re''ady\r")
    child.expect("ready")
    yield child
    child.close(force=True)


def _called_with(shell: "pexpect.spawn[str]", line: str) -> str:
    """What the program is called with after a tab in the line, where the bar is or at its end."""
    before, _, after = line.partition("|")
    shell.send(f"alliance {before}\t")
    shell.send(f"{after}\r")
    if shell.expect([r"(?<!')ARGS:(.*?):END", pexpect.TIMEOUT]) == 1:
        shell.sendcontrol("c")
        return f"nothing: {shell.before}"
    assert shell.match is not None
    return str(shell.match[1])


def test_a_tab_never_eats_what_was_typed(shell: "pexpect.spawn[str]", tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as conn, conn:
        conn.execute("UPDATE companies SET name = 'Odd $HOME `x` \"W\" Co' WHERE id = 'blue-harbor-works-1'")
        conn.execute("UPDATE aliases SET name = 'Odd $HOME `x` \"W\" Co', key = 'odd home x w co'"
                     " WHERE company = 'blue-harbor-works-1'")  # fmt: skip
    got = {line: _called_with(shell, line) for line in TYPED}
    assert {line: told for line, told in got.items() if not re.fullmatch(TYPED[line], told)} == {}


def test_candidates_that_share_less_than_was_typed_begin_with_it() -> None:
    found = [("Nissan Motor", "9 talks"), ("NIS", ""), ("NiSource", ""), ("Nîssa", "")]
    assert kept("nis", found) == [("Nissan Motor", "9 talks"), ("Nis", ""), ("Nisource", ""), ("Nissa", "")]
    assert kept("nis", [("NiSource", "")]) == [("NiSource", "")]
    assert kept("gen", [("General", ""), ("Genentech", "")]) == [("General", ""), ("Genentech", "")]


def test_what_a_shell_then_holds_is_understood(ledger_with_talks: Run) -> None:
    assert ledger_with_talks("timeline", "Nissan motor").code == 0


@pytest.fixture
def ledger_with_talks(run: Run, demo: Path, ledger: Path) -> Run:
    shutil.copy(demo, ledger)
    return run
