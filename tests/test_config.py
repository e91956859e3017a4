"""The configuration: what holds, where from, and what is said of a file that is wrong."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from alliance_cli import own
from alliance_cli.cli import configurable, settings
from alliance_cli.cli.formats import Colour
from tests.conftest import Run

ROOT = Path(__file__).parent.parent


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / ".config" / "alliance" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture(autouse=True)
def _no_tables_stay() -> object:
    yield
    own.use(own.Own())


def held(run: Run) -> dict[str, dict[str, str]]:
    return {record["setting"]: record for record in json.loads(run("config", "--json").out)["config"]}


def test_without_a_file_the_program_goes_by_itself(run: Run) -> None:
    told = run("config")
    assert told.code == 0
    assert "--example" in told.err
    found = held(run)
    assert found["stale-days"]["value"] == "180"
    assert found["ledger"]["source"] == "ALLIANCE_DB"
    assert {s.name for s in configurable.SETTINGS} == set(found)


def test_the_example_is_a_file_that_holds(run: Run, config: Path) -> None:
    config.write_text(run("config", "--example").out)
    assert held(run)["stale-days"]["source"] == "default"
    lines = config.read_text().splitlines()
    wanted = [line.removeprefix("# ") if " = " in line and "`" not in line else line for line in lines]
    config.write_text("\n".join(wanted))
    assert tomllib.loads(config.read_text())["feeds"] == {
        "every": "1h", "full": True, "reader": "llm:MODEL", "budget": 50_000,
    }  # fmt: skip
    found = held(run)
    assert found["regions.Desk East"]["value"] == "Japan, South Korea, Taiwan"
    assert found["notify.urls"]["value"] == "ntfy://…"
    assert all(r["source"] in {str(config), "ALLIANCE_DB"} for r in found.values())


def test_docs_name_every_setting_and_their_example_holds(run: Run, config: Path) -> None:
    text = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    for setting in configurable.SETTINGS:
        assert f"`{setting.name.removesuffix('*')}" in text
        for option in filter(None, setting.option.replace(" of stale", "").split(", ")):
            assert option in text
    config.write_text(text.partition("```toml\n")[2].partition("```")[0])
    assert run("config").code == 0


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("stale-dys = 3\nledger = 4\n", ["did you mean stale-days?", "ledger: has to be a text"]),
        ("[screen]\ncolor = 'blue'\npager = 'no'\n", ["auto, always, never", "true or false"]),
        ("[columns]\ntalk = ['x']\n", ["columns.talks"]),
        ("[feeds]\nevery = 'soon'\n[outlets]\nA = 3\n", ["feeds.every", "outlets.A: has to be a list"]),
        ("stale-days = -1\n", ["a number of days"]),
        ("a = = b", ["no proper TOML"]),
    ],
)
def test_a_file_that_is_wrong_is_told_with_every_fault(run: Run, config: Path, content: str, faults: list[str]) -> None:
    config.write_text(content)
    refused = run("talks")
    assert refused.code == 78
    assert str(config) in refused.err
    assert all(fault in refused.err for fault in faults)
    assert run("help", "status").code == 0
    assert run("__complete", "timeline", "x").out == ""


def test_a_file_that_is_named_and_not_there_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALLIANCE_CONFIG", str(tmp_path / "none.toml"))
    assert run("talks").code == 78
    assert run("config", "--path").out == f"{tmp_path / 'none.toml'}\n"


def test_the_ledger_colour_and_stale_days_are_as_configured(
    run: Run, config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config.write_text(f"ledger = '{tmp_path / 'mine.db'}'\nstale-days = 30000\nscreen.color = 'always'\n")
    monkeypatch.delenv("ALLIANCE_DB")
    run("add", "Nissan", "Honda", "--date", "2020-01-01", "--origin", "Nikkei", "--basis", "anonymous")
    assert (tmp_path / "mine.db").exists()
    assert json.loads(run("talks", "--json").out)["talks"][0]["stale"] is False
    assert "\x1b[" in run("talks").out
    assert "\x1b[" not in run("talks", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("talks").out
    assert settings.colour_of({"TERM": "dumb"}) is Colour.NEVER
    assert settings.colour_of({"TERM": "dumb"}, "always") is Colour.ALWAYS
    config.write_text(f"ledger = '{tmp_path / 'mine.db'}'\nstale-days = 10\n")
    assert json.loads(run("talks", "--json").out)["talks"][0]["stale"] is True
    assert len(json.loads(run("stale", "--json").out)["talks"]) == 1


def test_columns_are_as_configured_on_the_screen_alone(run: Run, config: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2020-01-01")
    usual = run("talks", "--csv").out
    config.write_text("[columns]\ntalks = ['companies', 'stage']\nlog = 'number, command'\n")
    assert run("talks").out.splitlines()[0].split() == ["companies", "stage"]
    assert run("log").out.splitlines()[0].split() == ["number", "command"]
    assert run("talks", "--csv").out == usual
    assert run("talks", "--columns", "kind").out.splitlines()[0].strip() == "kind"
    config.write_text("[columns]\ntalks = ['companys']\n")
    refused = run("talks")
    assert (refused.code, "columns.talks" in refused.err) == (78, True)


def test_names_of_ones_own_are_known_and_gone_with_the_file(run: Run, config: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2020-01-01")
    assert run("timeline", "The Yokohama Firm").code == 1
    script = "[aliases]\n'Nissan Motor' = ['The Yokohama Firm']\n'Blue Bay' = ['BBW']\n"
    config.write_text(script)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}

    def apart(*argv: str) -> int:  # the companies of the package are read once a process
        return subprocess.run([sys.executable, "-m", "alliance_cli", *argv], env=env, capture_output=True).returncode  # noqa: PLW1510

    assert apart("timeline", "The Yokohama Firm") == 0
    assert apart("companies", "show", "BBW") == 0
    config.unlink()
    assert apart("timeline", "The Yokohama Firm") == 1
    assert apart("timeline", "Nissan") == 0


def test_markets_of_ones_own_hold_their_places(run: Run, config: Path) -> None:
    run("add", "Nissan", "Honda", "--date", "2020-01-01", "--region", "Japan")
    run("add", "Ford", "Renault", "--date", "2020-01-01", "--region", "France")
    config.write_text("[regions]\n'Desk East' = ['Japan', 'Far']\n'Far' = ['Taiwan', 'Desk East']\n")
    found = json.loads(run("talks", "--region", "desk east", "--json").out)["talks"]
    assert [talk["parties"] for talk in found] == [["Nissan Motor", "Honda Motor"]]
    run("watch", "add", "--region", "Desk East")
    assert len(json.loads(run("changes", "--watched", "--json").out)["transitions"]) == 1
    config.write_text("[regions]\n'Desk East' = ['Japan', 'Narnia']\n")
    for argv in (["talks", "--region", "Desk East"], ["config"]):
        refused = run(*argv)
        assert (refused.code, "regions.Desk East: no place “Narnia” is known" in refused.err) == (78, True)


def test_outlets_of_ones_own_are_read_as_outlets(run: Run, config: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Nissan Motor and Honda Motor are in talks on a merger, the Harbourside Crier reported on Tuesday.\n"
    )
    config.write_text("[outlets]\n'Harbour Crier' = ['Harbourside Crier', 'the Harbourside Crier']\n")
    run("add", "Nissan", "Honda", "--publisher", "Harbourside Crier", "--date", "2024-01-01")
    assert json.loads(run("timeline", "Nissan", "--json").out)["talks"][0]["events"][0]["publisher"] == "Harbour Crier"
    command = [sys.executable, "-m", "alliance_cli", "extract", "--json", str(tmp_path / "a.txt")]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    assert json.loads(done.stdout)["talks"][0]["origin"] == "Harbour Crier"


def test_defaults_of_feeds_and_runs_are_as_configured(run: Run, config: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    config.write_text(
        f"[feeds]\nevery = '2h'\nfull = true\n[ingest]\nlog = '{tmp_path / 'log'}'\n"
        f"[notify]\ncommands = ['cat >> {told}']\n[reading]\nday-first = true\n"
    )
    run("feeds", "add", "https://news.example/1")
    run("feeds", "add", "https://news.example/2", "--every", "3h", "--no-full")
    first, second = (json.loads(run("feeds", "show", number, "--json").out)["feed"] for number in ("1", "2"))
    assert (first["every"], first["full"]) == ("2h", True)
    assert (second["every"], second["full"]) == ("3h", False)
    record = {"title": "Talks", "text": "Nissan and Honda are in talks on a merger.", "published": "01/02/2025"}
    (tmp_path / "a.json").write_text(json.dumps(record))
    assert run("ingest", str(tmp_path / "a.json")).code == 0
    assert json.loads(told.read_text())["kind"] == "merger"
    assert (tmp_path / "log").exists()
    assert json.loads(run("talks", "--json").out)["talks"][0]["first_reported"] == "2025-02-01"
