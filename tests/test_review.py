"""Review: what was read with doubt, decided by scripts and at a terminal."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pexpect
import pytest

from alliance_cli.models import Evidence
from alliance_cli.services.intake.recording import Recorder
from alliance_cli.services.keeping import opening
from alliance_cli.store.connection import writing
from tests.builders import claim
from tests.conftest import Run
from tests.ledgers import START, Doc
from tests.test_extract import ENGLISH, FRENCH
from tests.test_history import talks


def store(ledger: Path, number: int, note: str = "") -> None:
    """Read a report with one claim of little confidence; a `note` stands after its text."""
    conn = opening.for_writing(ledger)
    made = replace(
        claim("nissan-motor", "honda-motor"), confidence=0.4, doubts=("Nissan: known only from context",),
        evidence=(Evidence("They are", 0, 8, "test"),),
    )  # fmt: skip
    doc = Doc(number, 0, (made,))
    report = replace(doc.report, text=doc.report.text + note)
    with writing(conn):
        Recorder(conn, "alliance ingest x").record(report, doc.claims, "en", START)
    conn.close()


@pytest.fixture
def doubtful(run: Run, ledger: Path) -> str:
    """A ledger with one claim read with little confidence; its id."""
    store(ledger, 1)
    (item,) = waiting(run)
    return str(item["claim"])


def waiting(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("review", "--list", "--json").out)["review"]
    return found


def test_what_is_in_doubt_says_why(run: Run, doubtful: str) -> None:
    (item,) = waiting(run)
    assert item["doubts"] == [
        "Nissan: known only from context",
        "read with little confidence (0.40): counts for nothing until reviewed",
    ]
    assert doubtful in run("review", "--list").out


def test_accept_keeps_the_claim_and_settles_it(run: Run, doubtful: str) -> None:
    (before,) = talks(run)
    assert (before["status"], before["doubtful"], before["confidence"]) == ("rumoured", True, 0.4)
    assert run("review", doubtful, "--accept").code == 0
    assert (talks(run), waiting(run)) == ([{**before, "doubtful": False, "confidence": 1.0}], [])


def test_drop_takes_the_claim_out_and_undo_brings_it_back(run: Run, doubtful: str) -> None:
    run("review", doubtful[:6], "--drop")
    assert (talks(run), waiting(run)) == ([], [])
    run("rebuild")
    assert talks(run) == []
    run("undo")
    assert len(talks(run)) == len(waiting(run)) == 1


def test_what_goes_is_told(run: Run, doubtful: str) -> None:
    slug = str(talks(run)[0]["slug"])
    assert run("review", doubtful, "--drop", "-n").err == f"would be gone: {slug}\n"
    assert run("review", doubtful, "--drop").err == f"gone: {slug}\n"


def test_why_shows_what_was_said_in_review(run: Run, doubtful: str) -> None:
    talk = str(talks(run)[0]["id"])
    assert "your review" not in run("why", talk).out
    run("review", doubtful, "--accept")
    assert "your review: read right" in run("why", talk).out
    run("review", doubtful, "--set", "status=confirmed", "--set", "date=")
    assert "your review: corrected to status confirmed, date (none)" in run("why", talk).out
    (claim,) = json.loads(run("why", talk, "--json").out)["claims"]
    assert claim["reviewed"] == {"status": "confirmed", "date": ""}
    run("undo")
    assert "your review: read right" in run("why", talk).out


def test_one_claim_may_be_looked_at(run: Run, doubtful: str) -> None:
    run("review", doubtful, "--accept")
    (item,) = json.loads(run("review", doubtful[:6], "--json").out)["review"]
    assert item["claim"] == doubtful


def test_a_long_list_is_cut_and_says_so(run: Run, ledger: Path) -> None:
    for number in range(3):
        store(ledger, number)
    listed = run("review", "--json", "--limit", "2")
    assert len(json.loads(listed.out)["review"]) == 2
    assert listed.err == "2 of 3 claims shown; --limit or --all shows more\n"
    assert len(json.loads(run("review", "--json", "--limit", "2", "--all").out)["review"]) == 3


def test_set_corrects_fields(run: Run, doubtful: str) -> None:
    run("review", doubtful, "--set", "kind=development", "--set", "region=China", "--set", "party:honda-motor=Toyota",
        "--set", "role:honda-motor=supplier")  # fmt: skip
    (talk,) = talks(run)
    assert (talk["kind"], talk["regions"]) == ("development", ["China"])
    assert set(talk["party_ids"]) == {"nissan-motor", "toyota-motor"}  # type: ignore[call-overload]
    assert run("check").code == 0


@pytest.mark.parametrize(
    "argv", [["--set", "kind=marriage"], ["--set", "colour=red"], ["--set", "kind"], ["--accept", "--drop"],
             ["--set", "party:Nobody=Toyota"], ["--set", "role:honda-motor=boss"], ["--set", "party:honda-motor=Nissan"], ["--set", "origin="],
             ["--set", "basis=judgement"], ["--set", "date=soon"], ["--set", "kind=stake", "--set", "kind=merger"], ["--set", "denied=1"]],
)  # fmt: skip
def test_a_wrong_correction_is_refused(run: Run, doubtful: str, argv: list[str]) -> None:
    assert run("review", doubtful, *argv).code == 2
    assert len(waiting(run)) == 1


def test_without_a_terminal_nothing_is_asked(run: Run, doubtful: str) -> None:
    assert run("review").code == 2
    assert run("review", "cnothing", "--accept").code == 1
    assert run("review", "--accept").code == 2


def test_a_claim_that_several_talks_could_have_had_names_them_and_is_moved(run: Run) -> None:
    rumour = ("add", "Nissan", "Honda", "--kind", "development", "--basis", "anonymous")
    run(*rumour, "--region", "United States", "--origin", "B", "--date", "2025-01-02")
    run(*rumour, "--origin", "C", "--date", "2025-01-03")  # before the next: of two talks it would be asked
    run(*rumour, "--region", "China", "--origin", "A", "--date", "2025-01-01")
    run(*rumour, "--region", "Europe", "--origin", "D", "--date", "2025-01-04")
    (item,) = waiting(run)
    (other,) = (t["slug"] for t in talks(run) if t["regions"] == ["China"])
    assert item["others"] == [other]
    assert item["doubts"] == [f"2 talks of these companies could have had it, such as {other}"]
    before = talks(run)
    for wrong, code in (("no-talk", 1), (str(item["talk"]), 2), ("", 2)):
        assert run("review", str(item["claim"]), "--set", f"talk={wrong}").code == code
    moved = run("review", str(item["claim"]), "--set", f"talk={other}", "--set", "region=China")
    assert (moved.code, "gone" in moved.err) == (0, False)
    assert {str(t["regions"]): t["reports"] for t in talks(run)} == {
        "['China']": 2, "['United States']": 1, "['Europe']": 1,
    }  # fmt: skip
    assert waiting(run) == []
    assert run("check").code == 0
    met = {t["id"] for t in talks(run)} - {t["id"] for t in before}
    run("undo")
    assert {name for t in talks(run) for name in t["former"]} == met  # type: ignore[attr-defined]
    assert ([{**t, "former": []} for t in talks(run)], len(waiting(run))) == (before, 1)


def test_a_report_in_two_languages_waits_for_review(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "release.txt"
    report.write_text(f"{ENGLISH}\n{FRENCH}", encoding="utf-8")
    run("ingest", str(report))
    (item,) = waiting(run)
    assert "language mixed: partly French, which is not read" in str(item["doubts"])


def _terminal(ledger: Path) -> "pexpect.spawn[str]":
    env = {**os.environ, "ALLIANCE_DB": str(ledger), "COLUMNS": "100", "NO_COLOR": "1", "TERM": "xterm"}
    return pexpect.spawn(
        sys.executable, ["-m", "alliance_cli", "review"], env=env, encoding="utf-8", timeout=30, dimensions=(40, 100)
    )


def test_the_walk_shows_the_text_and_takes_answers(run: Run, ledger: Path, doubtful: str) -> None:
    child = _terminal(ledger)
    child.expect("They are said to be in talks")
    child.expect("in doubt: Nissan: known only from context")
    child.expect_exact("[q]uit")
    child.sendline("c")
    child.expect("FIELD=VALUE")
    child.sendline("kind=stake; region=China")
    child.expect(pexpect.EOF)
    (talk,) = talks(run)
    assert (talk["kind"], talk["regions"]) == ("stake", ["China"])
    child = _terminal(ledger)
    child.expect("nothing to review")
    child.expect(pexpect.EOF)


def test_quit_and_skip_change_nothing(run: Run, ledger: Path, doubtful: str) -> None:
    for answer in ("q", "s", "x\rq"):
        child = _terminal(ledger)
        child.expect_exact("[q]uit")
        child.sendline(answer)
        child.expect(pexpect.EOF)
    assert len(waiting(run)) == 1


def test_an_answer_that_makes_no_sense_is_asked_again(run: Run, ledger: Path, doubtful: str) -> None:
    child = _terminal(ledger)
    for typed, answer in (
        ("data", "[q]uit: "), ("correct", "back): "), ("merger", "FIELD=VALUE, such as"), ("kind=marriage", "is none of: merger"),
        ("", "[q]uit: "), ("c", "back): "), ("\x04", "[q]uit: "), ("c", "back): "), ("kind=stake", "stake: rumoured"),
    ):  # fmt: skip
        child.send(typed if typed == "\x04" else f"{typed}\n")
        child.expect_exact(answer)
    child.expect(pexpect.EOF)
    (talk,) = talks(run)
    assert talk["kind"] == "stake"


@pytest.mark.parametrize(("key", "code"), [("\x04", 0), ("\x03", 130)])
def test_the_walk_may_be_left_at_any_time(run: Run, ledger: Path, doubtful: str, key: str, code: int) -> None:
    child = _terminal(ledger)
    child.expect_exact("[q]uit: ")
    child.send(key)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert len(waiting(run)) == 1


def test_of_a_long_text_what_is_around_the_evidence_is_shown(ledger: Path) -> None:
    store(ledger, 1, " Much else is said of the weather." * 200)
    child = _terminal(ledger)
    child.expect_exact("They are said to be in talks")
    child.expect(r"… \d+ lines")
    child.expect_exact("[q]uit: ")
    child.sendline("q")
    child.expect(pexpect.EOF)


def read(ledger: Path, number: int, day: int, **values: Any) -> None:
    """Read a report with one claim of Ford and Mazda."""
    conn = opening.for_writing(ledger)
    made = replace(claim("ford-motor", "mazda-motor", **values), evidence=(Evidence("They are", 0, 8, "test"),))
    with writing(conn):
        Recorder(conn, "alliance ingest x").record(Doc(number, day, (made,)).report, [made], "en", START)
    conn.close()


def test_what_turns_a_status_comes_first_then_what_ends_a_doubt(run: Run, ledger: Path) -> None:
    store(ledger, 1)
    read(ledger, 2, 9)
    read(ledger, 3, 10, confidence=0.45, origin="Bloomberg")
    read(ledger, 4, 11, status="confirmed", confidence=0.6)
    effects = [item["effect"] for item in waiting(run)]
    assert effects == ["turns it from rumoured to confirmed", "it is no longer doubtful", ""]
    first = str(waiting(run)[0]["claim"])
    assert "turns it from rumoured to confirmed" in run("review", first, "--list").out
    assert run("review", first, "--accept").code == 0
    (talk,) = (t for t in talks(run) if t["party_ids"] == ["ford-motor", "mazda-motor"])
    assert (talk["status"], talk["doubtful"]) == ("confirmed", False)


def test_a_doubtful_talk_is_told_of_as_such_and_left_out_of_figures(run: Run, ledger: Path) -> None:
    read(ledger, 1, 9, confidence=0.6)
    assert talks(run)[0]["doubtful"] is True
    for argv in (["talks"], ["timeline", "Ford"], ["why", "ford"], ["show", "ford"], ["search", "They"],
                 ["changes", "--since", "2020-01-01"], ["export", "--format", "markdown"],
                 ["export", "--format", "ics"], ["report", "-"]):  # fmt: skip
        assert "doubtful" in run(*argv).out, argv
    assert (run("network").code, run("network", "--doubtful").code) == (1, 0)
    for name, field in (("matrix", "ties"), ("sources", "sources")):
        assert json.loads(run(name, "--json").out)[field] == []
        assert len(json.loads(run(name, "--doubtful", "--json").out)[field]) == 1
    assert [json.loads(run("stats", *more, "--json").out)["talks"] for more in ([], ["--doubtful"])] == [0, 1]
    assert json.loads(run("talks", "--no-doubtful", "--json").out)["talks"] == []


def test_why_says_of_a_claim_that_it_counts_for_nothing_and_of_a_talk_that_it_is_doubtful(
    run: Run, doubtful: str
) -> None:
    shown = " ".join(run("why", str(talks(run)[0]["id"])).out.split())
    assert "counts for nothing until reviewed: 0.40 (unreviewed)" in shown
    assert "doubtful: none of its claims was read with 0.7 or more" in shown
