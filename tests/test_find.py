"""Companies and talks found by what is typed of them: in a list, in an error, on a terminal; and words in their forms."""

import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.services.looking.picking import Choice, matching
from tests.conftest import Run
from tests.test_terminal import surroundings


@pytest.fixture
def desk(run: Run) -> Run:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2024-12-17")
    run("add", "Nissan", "Honda", "--kind", "development", "--date", "2024-03-15")
    run("add", "Nissan", "Mitsubishi Motors", "--kind", "stake", "--date", "2016-05-12")
    run("add", "Koenigsegg", "Saab Automobile", "--kind", "acquisition", "--date", "2009-06-12")
    return run


def found(run: Run, *words: str) -> list[tuple[str, str]]:
    records = json.loads(run("find", *words, "--json").out or '{"find": []}')["find"]
    return [(record["what"], record["name"]) for record in records]


def test_words_find_companies_and_talks_by_their_beginnings(desk: Run) -> None:
    assert found(desk, "niss", "mer") == [("talk", "Nissan Motor – Honda Motor, merger")]
    assert found(desk, "hon")[0] == ("company", "Honda Motor")
    assert ("company", "Nissan Motor") in found(desk, "日産")
    assert all(what == "company" for what, _ in found(desk, "--companies"))
    assert len(found(desk, "--talks")) == 4
    assert found(desk, "nisssan")[0] == ("company", "Nissan Motor")
    assert desk("find", "zzzz").code == 1
    assert desk("find", "--talks", "--companies").code == 2
    assert "1 of" in desk("find", "--limit", "1").err


@given(st.text(max_size=12), st.lists(st.text(max_size=6), max_size=5))
def test_whatever_is_typed_picks_from_what_there_is(typed: str, labels: list[str]) -> None:
    choices = [Choice("talk", str(i), label, "", label.casefold()) for i, label in enumerate(labels)]
    assert set(matching(choices, typed)) <= set(choices)
    assert matching(choices, "") == choices


def test_a_talk_is_named_by_its_companies_as_a_timeline_is(desk: Run) -> None:
    one = desk("why", "Koenigsegg", "Saab")
    assert one.code == 0
    assert "acquisition" in one.out
    assert desk("show", "Mitsubishi Motors").code == 0
    several = desk("why", "Nissan", "Honda")
    lines = several.err.splitlines()
    assert (several.code, several.out, len(lines)) == (2, "", 3)
    assert all(
        re.match(r"  t[a-z2-7]{9,} +nissan-motor-honda-motor-[a-z]+-2024: rumoured, 2024-", line) for line in lines[1:]
    )
    assert desk("why", lines[1].split()[0]).code == 0
    assert desk("why", "Nissan", "Saab Automobile").code == 1
    assert "did you mean" in desk("why", "Nissan", "Hoonda").err
    assert desk("why", "xyz").code == 1
    for command in ("why", "show", "timeline"):
        assert desk(command).code == 2


def test_past_talks_are_named_by_their_companies_too(desk: Run) -> None:
    assert "rumoured" in desk("why", "Nissan", "Honda", "--as-of", "2024-06-01").out


def test_candidates_stand_a_line_each(desk: Run) -> None:
    lines = desk("timeline", "Saab").err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("  saab-a") for line in lines[1:])


def test_did_you_mean_looks_at_the_ledger_first(desk: Run) -> None:
    assert "did you mean “Nissan Motor”?" in desk("timeline", "Nisan").err
    assert "did you mean “Mitsubishi Motors”?" in desk("timeline", "Mitsu").err
    assert "“Microsoft”" in desk("timeline", "Microsft").err


def test_a_word_is_found_in_its_forms_and_in_quotes_alone(run: Run, tmp_path: Path) -> None:
    for word in ("merge", "merger", "merged", "mergers", "emerge", "supplier", "supply", "bought"):
        (tmp_path / f"{word}.txt").write_text(f"This is a text with the word {word} in it.\n")
    run("ingest", str(tmp_path))

    def hits(*words: str) -> set[str]:
        snippets = [hit["snippet"] for hit in json.loads(run("search", *words, "--json").out or '{"hits": []}')["hits"]]
        return {snippet.partition("word ")[2].partition(" ")[0] for snippet in snippets}

    assert hits("merger") == hits("Merging") == {"merge", "merger", "merged", "mergers"}
    assert hits('"merger"') == {"merger"}
    assert hits("merg*") == {"merge", "merger", "merged", "mergers"}
    assert hits("supplies") == {"supply", "supplier"}
    assert hits("buyer") == {"bought"}
    told = run("search", "merger").err
    assert "merge, merged, mergers" in told
    assert '"merger"' in told
    assert run("search", '"merger"').err == ""


# On a terminal


def spawned(*argv: str, columns: int = 80, **env: str) -> Any:
    return pexpect.spawn(
        sys.executable, ["-m", "alliance_cli", *argv], env=surroundings(PAGER="cat", **env), encoding="utf-8",
        timeout=30, dimensions=(24, columns),
    )  # fmt: skip


@pytest.mark.parametrize("command", ["find", "timeline", "why", "show"])
def test_on_a_terminal_one_is_picked_as_it_is_typed(desk: Run, command: str) -> None:
    child = spawned(command)
    child.expect("arrows and Enter")
    child.send("niss mer")
    child.expect("1 of")
    child.send("\r")
    child.expect("Dec 17|2024-12-17")
    child.expect(pexpect.EOF)
    assert child.wait() == 0


def test_the_arrows_choose_and_escape_leaves(desk: Run) -> None:
    child = spawned("find", "--companies")
    child.expect("arrows and Enter")
    child.send("\x1b[B\r")
    child.expect("Honda Motor")
    child.expect(pexpect.EOF)
    child = spawned("find")
    child.expect("arrows and Enter")
    child.send("\x1b")
    child.expect("nothing picked")
    child.expect(pexpect.EOF)
    assert child.wait() == 130


def test_a_terminal_is_asked_which_talk_is_meant(desk: Run) -> None:
    child = spawned("why", "Nissan", "Honda")
    child.expect("2 of 2")
    child.send("development\r")
    child.expect("joint development")
    child.expect(pexpect.EOF)
    assert child.wait() == 0
    child = spawned("why", "Nissan", "Honda", "--no-input")
    child.expect("could be 2 talks")
    child.expect(pexpect.EOF)


def test_what_is_picked_in_a_substitution_is_printed_by_its_id(desk: Run) -> None:
    program = f"{sys.executable} -m alliance_cli"
    child = pexpect.spawn("sh", ["-c", f'echo "[$({program} find)]"'], env=surroundings(), encoding="utf-8", timeout=30,
                          dimensions=(24, 80))  # fmt: skip
    child.expect("arrows and Enter")
    child.send("koenig\r")
    child.expect(r"\[koenigsegg[a-z-]*\]")
    child.expect(pexpect.EOF)


def test_names_from_outside_do_nothing_to_the_terminal(run: Run, ledger: Path) -> None:
    run("add", "Evil Name", "Honda", "--date", "2024-01-01")
    with closing(sqlite3.connect(ledger)) as conn, conn:
        conn.execute("UPDATE companies SET name = ? WHERE name = 'Evil Name'", ("Evil\x1b[31m\nName",))
    child = spawned("find")
    child.expect("arrows and Enter")
    assert "\x1b[31m" not in child.before
    child.send("\x1b")
    child.expect(pexpect.EOF)


def test_a_slip_in_the_only_name_is_told_with_what_is_near(run: Run) -> None:
    run("add", "Airbus", "Thales", "--kind", "merger", "--date", "2025-01-01")
    for argv, near in (
        (["why", "Airbs"], "Airbus"),
        (["show", "airbus-thales-mergr-2025"], "airbus-thales-merger-2025"),
    ):
        refused = run(*argv)
        assert (refused.code, f"did you mean “{near}”?" in refused.err) == (1, True), refused.err
