"""`alliance add`: whose news a typed line is, and what is refused."""

import json
import os
import shlex
import sys
from pathlib import Path

import pexpect
import pytest

from tests.conftest import Result, Run

DAY = ("--date", "2025-02-01")
MERGER = ("--kind", "merger", *DAY, "--publisher", "Reuters")


def talks(run: Run) -> dict[str, str]:
    """Status by parties and kind."""
    found = json.loads(run("talks", "--json").out)["talks"]
    return {f"{'-'.join(t['parties'])} {t['kind']} {t['id']}": t["status"] for t in found}


def statuses(run: Run) -> list[str]:
    return sorted(talks(run).values())


@pytest.fixture
def three(run: Run) -> Run:
    """A ledger with a confirmed merger of three."""
    run("add", "Nissan", "Honda", "Mitsubishi Motors", *MERGER, "--status", "confirmed")
    return run


def lines(result: Result) -> list[list[str]]:
    """The lines to type that were offered, as arguments."""
    return [shlex.split(line)[1:] for line in result.err.splitlines() if line.startswith("alliance add")]


@pytest.mark.parametrize("kind", [(), ("--kind", "merger")])
def test_an_ending_never_ends_the_talk_of_others(three: Run, kind: tuple[str, ...]) -> None:
    refused = three("add", "Nissan", "Honda", "--status", "abandoned", *kind)
    assert (refused.code, refused.out) == (2, "")
    assert statuses(three) == ["confirmed"]
    to_it, alone = lines(refused)
    assert to_it[1] == "--talk"
    assert "Nissan Motor – Honda Motor – Mitsubishi Motors, merger, confirmed" in refused.err
    assert "confirmed → abandoned" in refused.err
    assert three(*alone).code == 0
    assert statuses(three) == ["abandoned", "confirmed"]
    assert three("undo").code == 0
    assert three(*to_it).code == 0
    assert statuses(three) == ["abandoned"]
    assert three("undo").code == 0
    assert statuses(three) == ["confirmed"]
    assert three("check").code == 0


def test_where_several_could_be_meant_the_candidates_are_listed(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "development", *DAY)
    run("add", "Nissan", "Honda", *MERGER)
    refused = run("add", "Nissan", "Honda", "--status", "confirmed")
    assert refused.code == 2
    assert len(lines(refused)) == 3
    assert statuses(run) == ["rumoured", "rumoured"]
    assert run("add", "Nissan", "Honda", "--status", "confirmed", "--kind", "merger").code == 0
    assert statuses(run) == ["confirmed", "rumoured"]


def test_a_line_without_a_kind_goes_to_the_only_talk_of_these_companies(run: Run) -> None:
    run("add", "Nissan", "Honda", *MERGER)
    added = run("add", "Nissan", "Honda", "--status", "confirmed", "--publisher", "Nikkei", "--date", "2025-02-02")
    assert "merger: rumoured → confirmed" in added.out
    (event,) = json.loads(run("timeline", "Nissan", "Honda", "--json").out)["talks"][0]["events"][1:]
    assert event["basis"] == "on-record"


def test_a_kind_of_another_family_is_another_talk_and_turns_nothing(three: Run) -> None:
    for kind, status in (("supply", "confirmed"), ("licensing", "abandoned")):
        added = three("add", "Nissan", "Honda", "--kind", kind, "--status", status, "--new")
        assert (added.code, f"new, {status}" in added.out) == (0, True)
    assert statuses(three) == ["abandoned", "confirmed", "confirmed"]


def test_a_talk_of_ones_own_stays_one_and_a_line_stays_where_it_was_put(run: Run) -> None:
    run("add", "Nissan", "Honda", *MERGER)
    own = run("add", "Nissan", "Honda", "--kind", "merger", "--new", "--status", "confirmed", "--json")
    assert [c["what"] for c in json.loads(own.out)["changes"]] == ["new, confirmed"]
    assert statuses(run) == ["confirmed", "rumoured"]
    before = talks(run)
    assert run("rebuild").code == 0
    assert talks(run) == before


def test_the_same_line_is_moved_by_naming_its_talk(three: Run) -> None:
    (merger,) = [t.split()[-1] for t in talks(three)]
    line = ("add", "Nissan", "Honda", "--kind", "merger", "--status", "abandoned", "--date", "2025-03-01")
    three(*line, "--new")
    moved = three(*line, "--talk", merger)
    assert "confirmed → abandoned" in moved.out
    assert "gone: nissan-motor-honda-motor-merger-2025" in moved.err
    assert statuses(three) == ["abandoned"]
    assert "had this already" in three(*line, "--talk", merger).out
    assert "leave out --kind supply" in three("add", "Nissan", "Honda", "--kind", "supply", "--talk", merger).err


def test_what_is_touched_is_told_first_and_a_dry_run_shows_what_would_turn(run: Run) -> None:
    run("add", "Nissan", "Honda", *MERGER)
    tried = run("add", "Nissan", "Honda", "--kind", "merger", "--status", "abandoned", "-n")
    assert "your own judgement" in tried.err
    assert "rumoured → abandoned" in tried.err
    assert "would be rumoured → abandoned" in tried.out
    assert statuses(run) == ["rumoured"]


@pytest.mark.parametrize(("words", "basis"), [
    ((), "judgement"), (("--origin", "Nikkei"), "anonymous"), (("--publisher", "Reuters"), "anonymous"),
    (("--publisher", "Reuters", "--status", "confirmed"), "on-record"), (("--origin", "company"), "on-record"),
    (("--origin", "sources", "--status", "confirmed"), "anonymous"), (("--origin", "Nissan"), "on-record"),
    (("--url", "https://www.reuters.com/x"), "anonymous"), (("--origin", "Nikkei", "--basis", "filing"), "filing"),
])  # fmt: skip
def test_on_whose_word_a_line_is(run: Run, words: tuple[str, ...], basis: str) -> None:
    added = run("add", "Nissan", "Honda", *words)
    assert ("your own judgement" in added.err) == (basis == "judgement")
    (event,) = json.loads(run("timeline", "Nissan", "Honda", "--json").out)["talks"][0]["events"]
    assert event["basis"] == basis


@pytest.mark.parametrize(("typed", "usual"), [
    ("FT", "Financial Times"), ("the ft", "Financial Times"), ("Agence France-Presse", "AFP"), ("PA", "PA Media"),
    ("DPA", "dpa"), ("wsj", "Wall Street Journal"), ("The Elm Street Gazette", "The Elm Street Gazette"),
])  # fmt: skip
def test_outlets_go_by_their_usual_names(run: Run, typed: str, usual: str) -> None:
    run("add", "Nissan", "Honda", "--publisher", typed, "--origin", typed)
    (event,) = json.loads(run("timeline", "Nissan", "Honda", "--json").out)["talks"][0]["events"]
    assert (event["publisher"], event["origin"]) == (usual, usual)


@pytest.mark.parametrize(("words", "told"), [
    (("", "Honda"), "a name is empty"), (("  ", "Honda"), "a name is empty"), (("?!", "Honda"), "is no name"),
    (("2024", "Honda"), "is a number"), (("x" * 300, "Honda"), "words go to --note"), (("Honda",), "two or more"),
    (("Honda", "Honda Motor"), "Honda Motor is named twice"), (("Nissan", "Honda", "日産自動車"), "named twice"),
    (("Nissan", "Honda", "--date", "2999-01-01"), "still to come"), (("Nissan", "Honda", "--date", "0205-01-01"), "205"),
    (("Nissan", "Honda", "--url", "nikkei"), "is no address"), (("Nissan", "Honda", "--url", "https://"), "no address"),
    (("Nissan", "Honda", "--status", "confirmed", "--stage", "ended"), "cannot be at stage ended"),
    (("Nissan", "Honda", "--status", "abandoned", "--stage", "talks"), "cannot be at stage talks"),
    (("Nissan", "Honda", "--basis", "judgement", "--publisher", "Reuters"), "a judgement is your own word"),
    (("Nissan", "Honda", "--basis", "anonymous", "--origin", "company"), "does not go with"),
    (("Nisssan", "Honda"), "did you mean “Nissan Motor”"), (("Microsft", "Honda"), "did you mean “Microsoft”"),
    (("Mitsubsihi Motor", "Honda"), "--new-company"), (("Nissan", "Honda", "--talk", "nothing"), "no talk"),
    (("Nissan", "Honda", "--talk", "x", "--new"), "not both"),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_one_line(run: Run, words: tuple[str, ...], told: str) -> None:
    refused = run("add", *words)
    assert refused.code in {1, 2}
    assert told in refused.err
    assert refused.err.count("\n") == 1
    assert json.loads(run("talks", "--json").out)["talks"] == [] if Path(os.environ["ALLIANCE_DB"]).exists() else True


def test_a_name_that_is_nearly_anothers_is_taken_where_one_insists(run: Run) -> None:
    assert run("add", "Microsft", "Honda", "--new-company").code == 0
    assert json.loads(run("companies", "show", "Microsft", "--json").out)["source"] == "user"
    assert run("add", "Microsft", "Toyota").code == 0


def test_a_dry_run_of_a_new_company_calls_it_by_its_name(run: Run) -> None:
    tried = run("add", "Blue Harbor Cells", "Honda", "-n")
    assert "Blue Harbor Cells – Honda Motor" in tried.out
    assert "Blue Harbor Cells – Honda Motor" in tried.err


def test_one_anonymous_end_of_a_confirmed_talk_says_what_would_end_it(run: Run) -> None:
    run("add", "Nissan", "Honda", *MERGER, "--status", "confirmed")
    told = run("add", "Nissan", "Honda", "--status", "abandoned", "--publisher", "AFP")
    assert "--basis on-record where a party said so" in told.err


@pytest.mark.parametrize(("country", "code"), [("jp", "JP"), ("Japan", "JP"), ("UK", "GB"), ("ZZ", ""), ("Narnia", "")])
def test_a_country_is_one(run: Run, country: str, code: str) -> None:
    added = run("companies", "add", "Blue Harbor Cells", "--country", country)
    assert added.code == (0 if code else 2)
    assert code or f"“{country}” is none" in added.err


def test_what_an_article_would_turn_is_shown_before_it_asks(run: Run, begun: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Brightwater Plc is in talks to buy Calder Holdings Ltd, people familiar said.")
    env = {**os.environ, "ALLIANCE_DB": str(begun), "TERM": "xterm-256color"}
    line = ["-m", "alliance_cli", "add", "--text", str(tmp_path / "a.txt"), "--publisher", "FT"]
    child = pexpect.spawn(sys.executable, line, env=env, encoding="utf-8", timeout=60, dimensions=(24, 200))
    child.expect("would be new, rumoured")
    child.expect("Store this")
    child.sendline("y")
    child.expect(pexpect.EOF)
    (talk,) = json.loads(run("timeline", "Brightwater", "--json").out)["talks"]
    assert talk["events"][0]["publisher"] == "Financial Times"


def test_on_a_terminal_it_asks_whose_news_it_is(three: Run, ledger: Path) -> None:
    env = {**os.environ, "ALLIANCE_DB": str(ledger), "TERM": "xterm-256color"}
    line = ["-m", "alliance_cli", "add", "Nissan", "Honda", "--status", "abandoned"]
    for answer, told in (("q", "nothing stored"), ("1", "confirmed → abandoned")):
        child = pexpect.spawn(sys.executable, line, env=env, encoding="utf-8", timeout=60, dimensions=(24, 200))
        child.expect("Whose news is it")
        assert "Mitsubishi Motors" in (child.before or "")
        child.sendline(answer)
        child.expect(told)
        child.expect(pexpect.EOF)
    assert statuses(three) == ["abandoned"]


def test_on_a_terminal_it_asks_which_company_is_meant(run: Run, ledger: Path) -> None:
    run("add", "Nissan", "Honda", *MERGER)
    env = {**os.environ, "ALLIANCE_DB": str(ledger), "TERM": "xterm-256color"}
    line = ["-m", "alliance_cli", "add", "Microsft", "OpenAI", "--kind", "stake", "--publisher", "Reuters"]
    for answer, parties in (("q", ""), ("1", "Microsoft"), ("2", "Microsft")):
        child = pexpect.spawn(sys.executable, line, env=env, encoding="utf-8", timeout=60, dimensions=(24, 200))
        child.expect("Which is meant")
        assert "Microsoft" in (child.before or "")
        child.sendline(answer)
        child.expect(pexpect.EOF)
        assert not parties or any(name.startswith(f"{parties}-") for name in talks(run)), talks(run)
    assert len(talks(run)) == 3


def test_a_line_is_never_put_into_a_talk_of_others(three: Run) -> None:
    (talk,) = (name.rsplit(" ", 1)[1] for name in talks(three))
    refused = three("add", "Renault", "Ford", "--talk", talk)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "is of other companies" in refused.err
    assert len(talks(three)) == 1


def test_a_name_with_a_control_character_is_none(run: Run) -> None:
    refused = run("add", "Nissan", "Al\x1b[31mstom")
    assert (refused.code, "\x1b" in refused.err) == (2, False)
    assert "control character" in refused.err
