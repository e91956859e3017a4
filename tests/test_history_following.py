"""Follow-up: stale rumours, what is new or turned, watches."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_history import talks

RUMOUR = ("--kind", "merger", "--basis", "anonymous", "--origin", "Nikkei")


def changes(run: Run, *argv: str) -> list[tuple[str, str | None, str]]:
    found = json.loads(run("changes", *argv, "--json").out)["transitions"]
    return [(t["what"], t["before"], t["status"]) for t in found]


def test_each_transition_is_told_once(run: Run) -> None:
    run("add", "Nissan", "Honda", *RUMOUR, "--date", "2025-01-01")
    assert changes(run) == [("new", None, "rumoured")]
    assert changes(run) == []
    run("add", "Nissan", "Honda", *RUMOUR, "--date", "2025-01-02", "--publisher", "AP")
    assert changes(run) == []
    run(
        "add",
        "Nissan",
        "Honda",
        "--kind",
        "merger",
        "--basis",
        "on-record",
        "--status",
        "confirmed",
        "--date",
        "2025-01-03",
    )
    assert changes(run, "--dry-run") == changes(run) == [("turned", "rumoured", "confirmed")]
    run("undo")
    assert changes(run) == [("turned", "confirmed", "rumoured")]
    run("undo", "1")
    run("undo", "2")
    assert changes(run) == [("gone", "rumoured", "rumoured")]
    assert changes(run) == []


def test_every_name_reads_on_by_itself(run: Run) -> None:
    run("add", "Nissan", "Honda", *RUMOUR)
    assert len(changes(run, "--name", "desk")) == 1
    assert len(changes(run, "--name", "boss")) == 1
    assert changes(run, "--name", "desk") == []


def test_since_a_day_does_not_move_the_mark(run: Run) -> None:
    run("add", "Nissan", "Honda", *RUMOUR)
    assert len(changes(run, "--since", "today")) == 1
    assert len(changes(run, "--since", "today")) == 1
    assert changes(run, "--since", "2199-01-01") == []
    assert len(changes(run)) == 1
    assert run("changes", "--since", "soon").code == 2


def test_nothing_is_written_where_nothing_changed(run: Run) -> None:
    run("add", "Nissan", "Honda", *RUMOUR)
    assert "new, rumoured" in run("changes", "-q").out
    result = run("changes", "-q")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_a_merge_of_companies_and_a_judgement_are_changes_too(run: Run) -> None:
    run("add", "Aaa One", "Nissan", *RUMOUR)
    run("add", "Bbb Two", "Nissan", *RUMOUR)
    run("changes")
    run("companies", "merge", "Aaa One", "Bbb Two")
    assert [what for what, *_ in changes(run)] == ["gone"]
    run("judge", str(talks(run)[0]["id"]), "--status", "confirmed")
    assert changes(run) == [("turned", "rumoured", "confirmed")]


def test_a_long_list_of_stale_rumours_is_cut_and_says_so(run: Run) -> None:
    for other in ("Honda", "Renault", "Ford"):
        run("add", "Nissan", other, "--date", "2020-01-01")
    cut = run("stale", "--limit", "2", "--json")
    assert (len(json.loads(cut.out)["talks"]), cut.err) == (2, "2 of 3 talks shown; --limit or --all shows more\n")
    assert len(json.loads(run("stale", "--limit", "2", "--all", "--json").out)["talks"]) == 3


def test_watches_say_what_is_wanted(run: Run) -> None:
    run("add", "Nissan", "Honda", *RUMOUR)
    run("add", "Renault", "Geely", "--kind", "supply")
    run("watch", "add", "Nissan", "--kind", "merger,acquisition")
    assert changes(run, "--watched", "--dry-run") == [("new", None, "rumoured")]
    run("watch", "add", "--kind", "supply")
    assert len(changes(run, "--watched", "--dry-run")) == 2
    assert "watch 1 asks for just that already" in run("watch", "add", "NSANY", "--kind", "acquisition,merger").err
    (first, _) = json.loads(run("watch", "list", "--json").out)["watches"]
    assert (first["companies"], first["company_ids"]) == (["Nissan Motor"], ["nissan-motor"])
    assert "Nissan Motor" in run("watch").out
    run("watch", "remove", "1")
    (left,) = json.loads(run("watch", "list", "--json").out)["watches"]
    assert (left["number"], left["kinds"]) == (2, ["supply"])
    run("undo")
    assert len(json.loads(run("watch", "list", "--json").out)["watches"]) == 2
    assert run("watch", "remove", "9").code == 1
    assert run("watch", "add").code == 2
    assert run("watch", "add", "Qqqzz").code == 1


def test_stale_rumours_by_the_length_of_silence(run: Run) -> None:
    run("add", "Nissan", "Honda", *RUMOUR, "--date", "2020-01-01")
    run("add", "Renault", "Geely", *RUMOUR, "--date", "100 days ago")
    run("add", "Toyota", "Suzuki", "--status", "confirmed", "--basis", "on-record", "--date", "2020-01-01")

    def stale(*argv: str) -> list[list[str]]:
        return [t["party_ids"] for t in json.loads(run("stale", *argv, "--json").out)["talks"]]

    assert stale() == [["nissan-motor", "honda-motor"]]
    assert len(stale("--days", "90")) == 2
    assert stale("Renault") == []


def test_changes_can_be_mailed_no_line_too_long_no_address_broken(run: Run) -> None:
    address = "https://news.example/" + "a-long-address/" * 9
    parties = [f"Blue Harbor Works {i}" for i in range(8)]
    run(
        "add",
        *parties,
        "--kind",
        "development",
        "--date",
        "2025-01-01",
        "--note",
        "They said so. " * 20,
        "--url",
        address,
    )
    out = run("changes", "--since", "2020-01-01").out
    assert address in out
    assert max(len(line) for line in out.splitlines() if address not in line) <= 103
    assert all(party in " ".join(out.split()) for party in parties)
    assert run("changes", "--since", "last").code == 0
    assert run("changes", "--since", "last", "-q").out == ""


def test_who_looks_for_the_first_time_sees_the_latest_and_how_many_there_are(run: Run) -> None:
    for pair in (("Nissan", "Honda"), ("Renault", "Geely"), ("Toyota", "Suzuki")):
        run("add", *pair, *RUMOUR)
    for argv in (["--limit", "2"], ["--since", "today", "--limit", "2"]):
        result = run("changes", *argv, "--dry-run", "--json")
        found = json.loads(result.out)
        assert (found["count"], len(found["transitions"])) == (3, 2)
        assert "2 of 3 changes shown" in result.err
    assert "3 talks: 3 new" in run("changes", "--limit", "1", "--dry-run").out
    kept = run("changes", "--limit", "1")
    assert "1 of 3 changes shown; all stay new until a run leaves none out" in kept.err
    assert len(changes(run, "--limit", "1", "--all")) == 3
    assert changes(run) == []


def test_whoever_reads_on_gets_every_change_however_many(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance_cli.cli.changes.LIMIT", 1)
    run("add", "Renault", "Geely", *RUMOUR)
    run("add", "Nissan", "Honda", *RUMOUR)
    assert len(changes(run)) == 1
    run("add", "Toyota", "Suzuki", *RUMOUR)
    run("add", "Mazda", "Subaru", *RUMOUR)
    assert len(changes(run)) == 2


def test_a_talk_that_was_judged_to_be_none_is_new_once_that_is_taken_back(run: Run) -> None:
    run("add", "Nissan", "Honda", *RUMOUR)
    run("judge", str(talks(run)[0]["id"]), "--not-a-talk")
    run("changes")
    run("undo")
    assert changes(run) == [("new", None, "rumoured")]


def _piped(ledger: Path, reader: str) -> str:
    """What a reader at the end of the pipe gets."""
    line = f"{shlex.quote(sys.executable)} -m alliance_cli changes | {reader}"
    env = {**os.environ, "ALLIANCE_DB": str(ledger)}
    done = subprocess.run(["sh", "-c", line], env=env, capture_output=True, text=True, timeout=60, check=True)
    assert "Error" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("reader", ["head -1", "head -n 3", "head -c 5", "sed -n 1q", "true"])
def test_who_leaves_before_the_end_has_read_nothing(run: Run, ledger: Path, reader: str) -> None:
    for owner in ("Honda", "Renault", "Ford"):
        run("add", "Nissan", owner, *RUMOUR)
    _piped(ledger, reader)
    assert len(changes(run)) == 3


@pytest.mark.parametrize("reader", ["cat", "tail -1", "(sleep 0.2; cat)"])
def test_who_reads_to_the_end_has_read_it_all(run: Run, ledger: Path, reader: str) -> None:
    run("add", "Nissan", "Honda", *RUMOUR)
    assert _piped(ledger, reader)
    assert changes(run) == []


def test_what_comes_in_while_somebody_reads_is_new_to_them(run: Run, ledger: Path) -> None:
    run("add", "Nissan", "Honda", *RUMOUR)
    program = f"{shlex.quote(sys.executable)} -m alliance_cli"
    meanwhile = f"{program} add Nissan Ford --kind merger >/dev/null"
    assert "Honda" in _piped(ledger, f"(sleep 0.1; read -r line; {meanwhile}; echo $line; cat)")
    assert len(changes(run)) == 1
