"""`alliance add --text`: it shows what it understood, and asks before it stores."""

import json
import os
import sys
from pathlib import Path

import pexpect
import pytest

from tests.conftest import Run

ARTICLE = """---
title: Brightwater in talks to buy Calder, sources say
date: 2025-03-03
publisher: Reuters
---
Brightwater Plc is in talks to buy Calder Holdings Ltd, people familiar with the matter said on Monday.
"""


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return str(path)


def spawn(ledger: Path, *argv: str) -> "pexpect.spawn[str]":
    env = {**os.environ, "ALLIANCE_DB": str(ledger), "TERM": "xterm-256color"}
    command = ["-m", "alliance_cli", *argv]
    return pexpect.spawn(sys.executable, command, env=env, encoding="utf-8", timeout=60, dimensions=(24, 80))


def test_on_a_terminal_it_asks_and_stores_on_yes(run: Run, begun: Path, article: str) -> None:
    child = spawn(begun, "add", "--text", article)
    child.expect("Store this")
    assert "Brightwater" in (child.before or "")
    child.sendline("y")
    child.expect("new, rumoured")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    assert talk["status"] == "rumoured"


def test_no_stores_nothing(run: Run, begun: Path, article: str) -> None:
    child = spawn(begun, "add", "--text", article)
    child.expect("Store this")
    child.sendline("n")
    child.expect("nothing stored")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert json.loads(run("talks", "--json").out)["talks"] == []


def test_ctrl_c_at_the_question_stores_nothing(run: Run, begun: Path, article: str) -> None:
    child = spawn(begun, "add", "--text", article)
    child.expect("Store this")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert json.loads(run("talks", "--json").out)["talks"] == []


def test_yes_stores_without_asking_and_twice_is_once(run: Run, article: str) -> None:
    first = run("add", "--text", article, "--yes")
    assert (first.code, "new, rumoured" in first.out) == (0, True)
    assert "had this already" in run("add", "--text", article, "--yes").out


def test_without_a_terminal_nothing_is_asked_and_nothing_stored(run: Run, article: str) -> None:
    result = run("add", "--text", article)
    assert result.code == 2
    assert "--yes" in result.err
    assert "Brightwater" in result.out
    assert json.loads(run("talks", "--json").out)["talks"] == []


def test_what_the_user_knows_better_counts(run: Run, article: str) -> None:
    run("add", "--text", article, "--yes", "--publisher", "Bloomberg", "--date", "2025-03-02")
    (talk,) = json.loads(run("timeline", "Brightwater", "--json").out)["talks"]
    assert (talk["events"][0]["publisher"], talk["events"][0]["published"]) == ("Bloomberg", "2025-03-02")


def test_an_article_without_a_talk_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sales.txt"
    path.write_text("Brightwater Plc said on Monday that sales of its pumps rose by a tenth in February.")
    result = run("add", "--text", str(path), "--yes")
    assert "no talk claimed" in result.out
    assert result.code == 0


def test_a_missing_article_is_one_line(run: Run, tmp_path: Path) -> None:
    result = run("add", "--text", str(tmp_path / "nothing.txt"), "--yes")
    assert (result.code, result.err.count("\n")) == (66, 1)
