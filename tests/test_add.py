"""`alliance add` by hand, and what the screens then show."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

SEED = (
    "add", "Nissan", "Honda", "--status", "rumoured", "--kind", "development", "--origin", "Nikkei",
    "--publisher", "Reuters", "--date", "2025-11-13", "--region", "United States",
    "--url", "https://news.example/1", "--note", "They are exploring joint car development.",
)  # fmt: skip


def test_a_claim_by_hand_is_told_and_shown(run: Run) -> None:
    added = run(*SEED)
    assert added.code == 0
    assert "Nissan Motor – Honda Motor, joint development: new, rumoured" in added.out
    shown = json.loads(run("timeline", "Nissan", "Honda", "--json").out)
    assert shown["schema"] == "alliance.timeline/4"
    (talk,) = shown["talks"]
    (event,) = talk["events"]
    assert (talk["kind"], talk["status"], talk["stage"], talk["origins"]) == ("development", "rumoured", "exploring", 1)
    assert (event["origin"], event["publisher"], event["date"], event["precision"]) == (
        "Nikkei", "Reuters", "2025-11-13", "day",
    )  # fmt: skip
    assert event["quote"] == "They are exploring joint car development."


def test_the_same_claim_twice_changes_nothing(run: Run, ledger: Path) -> None:
    run(*SEED)
    before = _rows(ledger)
    again = run(*SEED)
    assert (again.code, again.out) == (0, "nothing new: the ledger had this already\n")
    assert _rows(ledger) == before


def test_two_claims_with_one_address_are_both_kept(run: Run) -> None:
    run(*SEED)
    run("add", "Nissan", "Honda", "--status", "confirmed", "--kind", "development", "--date", "2025-12-01",
        "--url", "https://news.example/1")  # fmt: skip
    (talk,) = json.loads(run("talks", "--json").out)["talks"]
    assert (talk["status"], talk["reports"]) == ("confirmed", 2)


def test_defaults_are_today_cooperation_and_the_users_word(run: Run) -> None:
    from alliance_cli.cli.settings import today

    run("add", "Nissan", "Honda")
    (talk,) = json.loads(run("timeline", "Nissan", "--json").out)["talks"]
    (event,) = talk["events"]
    assert (talk["kind"], event["basis"], event["date"]) == ("cooperation", "judgement", today().isoformat())


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--status", "sure", "rumoured, confirmed, abandoned"),
        ("--kind", "marriage", "merger, acquisition, stake, joint-venture"),
        ("--stage", "late", "exploring, talks, mou, agreed, operating, ended"),
        ("--basis", "gossip", "anonymous, on-record, filing, judgement"),
        ("--date", "13/11", "2025-11-13"),
    ],
)
def test_a_wrong_value_names_the_allowed_ones(run: Run, ledger: Path, option: str, value: str, allowed: str) -> None:
    result = run("add", "Nissan", "Honda", option, value)
    assert result.code == 2
    assert allowed in result.err
    assert result.err.count("\n") == 1
    assert not ledger.exists()


def test_one_company_is_no_talk(run: Run) -> None:
    assert run("add", "Nissan").code == 2
    assert run("add", "Nissan", "日産自動車").code == 2


def test_an_unknown_company_is_added(run: Run) -> None:
    result = run("add", "Blue Harbor Cells", "Honda")
    assert result.code == 0
    assert "new company: Blue Harbor Cells" in result.err
    assert json.loads(run("companies", "show", "Blue Harbor Cells", "--json").out)["source"] == "user"


def test_a_dry_run_tells_and_stores_nothing(run: Run) -> None:
    result = run(*SEED, "--dry-run")
    assert "would be new, rumoured" in result.out
    assert run("timeline", "Nissan").code == 1


def test_changes_as_json(run: Run) -> None:
    document = json.loads(run(*SEED, "--json").out)
    assert document["schema"] == "alliance.changes/4"
    assert document["changes"][0]["parties"] == ["Nissan Motor", "Honda Motor"]
    assert document["changes"][0]["roles"] == ["partner", "partner"]


def test_an_older_episode_that_comes_in_later_is_new_and_the_other_stays_what_it_was(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2025-01-01")
    (was,) = json.loads(run("talks", "--json").out)["talks"]
    ended = ("--kind", "merger", "--status", "abandoned", "--basis", "on-record", "--date", "2020-03-01", "--json")
    told = json.loads(run("add", "Nissan", "Honda", *ended).out)["changes"]
    assert [(c["before"], c["what"]) for c in told] == [(None, "new, abandoned")]
    assert was["id"] in {t["id"] for t in json.loads(run("talks", "--json").out)["talks"]}
    back = run("undo")
    assert "gone: nissan-motor-honda-motor-merger-2020" in back.out + back.err
    assert "merger-2025" not in back.out + back.err


def test_rebuild_gives_the_same_ledger(run: Run, ledger: Path) -> None:
    run(*SEED)
    run("add", "Nissan", "Honda", "--kind", "merger", "--status", "confirmed", "--date", "2024-12-23")
    run("add", "Nissan", "Honda", "--kind", "merger", "--status", "abandoned", "--date", "2025-02-13")
    before = _rows(ledger)
    result = run("rebuild")
    assert "2 talks derived again, all as before" in result.err
    assert _rows(ledger) == before


def test_why_names_the_rule_and_the_words(run: Run) -> None:
    run(*SEED)
    shown = run("why", "nissan-motor-honda-motor-development-2025")
    assert shown.code == 0
    assert "the first claim opens the talk with its status (opens)" in shown.out
    assert "They are exploring joint car development." in shown.out


def test_the_beginning_of_a_slug_is_enough_unless_several_begin_so(run: Run) -> None:
    run(*SEED)
    assert run("show", "nissan-motor-h").code == 0
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2024-12-23")
    ambiguous = run("show", "nissan-motor-h")
    assert ambiguous.code == 2
    assert "nissan-motor-honda-motor-merger-2024" in ambiguous.err
    assert run("show", "zzz").code == 1


def test_filters_of_talks(run: Run) -> None:
    run(*SEED)
    run("add", "Renault", "Geely", "--kind", "joint-venture", "--status", "confirmed", "--date", "2024-05-31")
    for argv, expected in (
        (["Renault"], 1),
        (["--kind", "joint-venture,merger"], 1),
        (["--status", "rumoured"], 1),
        (["--region", "North America"], 1),
        (["--region", "China"], 0),
        (["--since", "2025-01-01"], 1),
        (["--until", "2024-12-31"], 1),
        (["--stale"], 1),
        (["--no-stale"], 1),
        (["--limit", "1"], 1),
        (["--as-of", "2024-06-01"], 1),
        ([], 2),
    ):
        assert len(json.loads(run("talks", *argv, "--json").out)["talks"]) == expected, argv


def test_the_past_can_be_asked_for(run: Run) -> None:
    run("add", "Nissan", "Honda", "--kind", "merger", "--status", "confirmed", "--date", "2024-12-23")
    run("add", "Nissan", "Honda", "--kind", "merger", "--status", "abandoned", "--date", "2025-02-13")
    (then,) = json.loads(run("timeline", "Nissan", "Honda", "--as-of", "2025-01-15", "--json").out)["talks"]
    (now,) = json.loads(run("timeline", "Nissan", "Honda", "--json").out)["talks"]
    assert (then["status"], now["status"]) == ("confirmed", "abandoned")


def test_an_ambiguous_name_is_settled_by_the_company_it_keeps(run: Run) -> None:
    run("companies", "add", "Calder Steel", "--alias", "Calder")
    run("companies", "add", "Calder Foods", "--alias", "Calder")
    run("add", "calder-foods", "Nissan", "--date", "2025-01-01")
    run("add", "calder-steel", "Honda", "--date", "2025-01-01")
    assert run("timeline", "Calder").code == 2
    (talk,) = json.loads(run("timeline", "Calder", "Honda", "--json").out)["talks"]
    assert talk["parties"] == ["Calder Steel", "Honda Motor"]
    assert run("timeline", "Calder", "Toyota").code == 2
    run("add", "calder-foods", "Honda", "--date", "2025-01-01")
    assert run("talks", "Calder", "Honda").code == 2


def test_a_name_of_an_owner_and_its_unit_shows_the_talks_of_both(run: Run) -> None:
    run("add", "porsche", "Volkswagen", "--kind", "merger", "--date", "2009-05-01")
    run("add", "porsche-automobil-holding", "Volkswagen", "--kind", "licensing", "--date", "2009-06-01")
    assert run("timeline", "Porsche").code == 2
    for command in ("timeline", "talks"):
        found = json.loads(run(command, "Porsche", "Volkswagen", "--json").out)["talks"]
        assert {talk["kind"] for talk in found} == {"merger", "licensing"}


def test_csv_neutralises_formulas_and_plain_is_one_record_a_line(run: Run) -> None:
    run("add", "Nissan", "Honda", "--note", "=HYPERLINK(1)", "--date", "2025-01-01")
    assert "'=HYPERLINK(1)" in run("timeline", "Nissan", "--csv").out
    plain = run("timeline", "Nissan", "--plain").out
    assert len(plain.splitlines()) == 1
    assert "Nissan Motor; Honda Motor" in plain.split("\t")


def test_hostile_text_does_not_act(run: Run) -> None:
    run("add", "Nissan", "Honda", "--note", "a\x1b[31mred\x1b]0;title\x07 \u202egnp.exe\n[bold]x[/bold] :smile:")
    for argv in (["timeline", "Nissan"], ["timeline", "Nissan", "--plain"], ["show", "nissan"], ["why", "nissan"]):
        out = run(*argv).out
        assert not set(out) & {"\x1b", "\x07", "\u202e"}
        assert "[bold]x[/bold] :smile:" in out


def _rows(path: Path) -> list[str]:
    with sqlite3.connect(path) as conn:
        return list(conn.iterdump())


def test_the_one_file_holds_all_when_a_command_is_done(tmp_path: Path) -> None:
    ledger, copy = tmp_path / "ledger.db", tmp_path / "copy.db"
    for argv in ([*SEED, "--db", str(ledger)], ["log", "--db", str(ledger)]):
        subprocess.run([sys.executable, "-m", "alliance_cli", *argv], check=True, capture_output=True)
        assert [file.name for file in tmp_path.glob("ledger.db*")] == ["ledger.db"]
    shutil.copy(ledger, copy)
    assert len(_rows(copy)) == len(_rows(ledger)) > 0
