"""Everywhere the same data: every command that writes JSON has a schema and keeps to it, every view has all formats."""

import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from alliance_cli.cli import describing
from alliance_cli.cli.describing import CommandDoc
from alliance_cli.render.schemas import SCHEMAS
from alliance_cli.services.intake import notify
from tests.conftest import Run
from tests.servers import BadServer, answer
from tests.sizes import share

MERGER = "honda-motor-nissan-motor-merger-2024"
STORY = "TOKYO (Reuters) - Nissan and Honda are in talks on a merger, the Nikkei reported on Tuesday.\n"
FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Example</title><item><title>A</title></item></channel></rss>"

VIEWS = {
    "timeline": ["timeline", "Nissan", "Honda"], "talks": ["talks"], "talk": ["show", MERGER], "why": ["why", MERGER],
    "companies": ["companies", "list"], "company": ["companies", "show", "Nissan"],
    "network": ["network", "Nissan", "--depth", "2"], "matrix": ["matrix"], "stats": ["stats"],
    "dashboard": ["dashboard"], "transitions": ["changes", "--since", "2020-01-01"], "search": ["search", "merger"],
    "sources": ["sources"], "publishers": ["sources", "--relays"], "rumours": ["sources", "show", "Nikkei"],
    "odds": ["odds", "--as-of", "2024-12-20"],
    "config": ["config"], "readers": ["readers"], "find": ["find", "nissan"], "review": ["review", "--list"], "watches": ["watch", "list"], "log": ["log"], "feeds": ["feeds", "list"],
    "feed": ["feeds", "show", "1"], "checks": ["feeds", "check", "URL", "URL/none", "--allow-private"],
    "quarantine": ["quarantine", "list"], "quarantined": ["quarantine", "show", "4"], "check": ["check"],
    "notes": ["note"],
}  # fmt: skip
"""Name of a document -> a command that writes it."""

MORE = {
    "talks": [["stale"], ["talks", "--as-of", "2024-12-31"]], "companies": [["companies"], ["companies", "--all"]],
    "watches": [["watch"]], "feeds": [["feeds"], ["feeds", "--failing"]], "quarantine": [["quarantine"]],
    "stats": [["stats", "Nissan"]], "sources": [["sources", "--as-of", "2024-12-31"]],
    "changes": [
        ["add", "Nissan", "Renault", "--kind", "supply", "--date", "2025-01-01"], ["ingest", "story.txt"], ["undo", "--dry-run"],
        ["judge", MERGER, "--status", "confirmed", "--dry-run"], ["edit", MERGER, "2", "stage=mou"],
        ["drop", MERGER, "2", "--dry-run"],
    ],
    "notes": [["tag", MERGER], ["link"], ["owner"], ["due", MERGER], ["note", MERGER]],
    "network": [["network", "--format", "json"]], "transitions": [["changes", "--since", "last", "--dry-run"]],
    "rows": [["import", "deals.csv", "--dry-run"], ["import", "deals.csv"]],
    "extract": [["extract", "story.txt"]], "explanation": [["extract", "--explain", "story.txt"]],
}  # fmt: skip
"""Name of a document -> other commands that write it."""

ALL = list(VIEWS.items()) + [(name, argv) for name, more in MORE.items() for argv in more]
PARTIAL = {"feeds check": {0, 69}}
"""Commands that may end with something else than 0 here."""


@cache
def commands() -> list[CommandDoc]:
    found = []
    waiting = describing.everything()
    while waiting:
        command = waiting.pop(0)
        found.append(command)
        waiting += command.children
    return found


def options_of(command: CommandDoc) -> set[str]:
    return {name for option in command.options for name in option.names}


def path_of(argv: list[str]) -> str:
    known = {command.path.removeprefix("alliance ") for command in commands()}
    return " ".join(argv[:2]) if " ".join(argv[:2]) in known else argv[0]


@pytest.fixture
def used(demo: Path, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo ledger that was used for a while, and a story beside it."""
    shutil.copy(demo, ledger)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "deals.csv").write_text("Company,Partner,Status,Date,Memo\nNissan,Renault,rumour,2025-01,x\n")
    monkeypatch.chdir(tmp_path)
    return ledger


def call(run: Run, argv: list[str], *more: str) -> str:
    """What a command writes, with a server in place of URL."""
    with BadServer() as server:
        address = server.on("/rss", answer(FEED, kind="application/rss+xml"))
        result = run(*(word.replace("URL", address) for word in argv), *more)
    assert result.code in PARTIAL.get(path_of(argv), {0}), result.err
    return result.out


@pytest.mark.parametrize(("name", "argv"), ALL, ids=[" ".join(argv) for _, argv in ALL])
def test_a_document_fits_the_schema_that_is_printed(used: Path, run: Run, name: str, argv: list[str]) -> None:
    written = call(run, argv, "--json")
    documents = map(json.loads, written.splitlines()) if name in {"extract", "explanation"} else [json.loads(written)]
    printed = json.loads(run("schema", name).out)
    Draft202012Validator.check_schema(printed)
    for document in documents:
        errors = [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(printed).iter_errors(document)]
        assert not errors


def test_what_a_command_on_change_is_handed_fits_its_schema(used: Path, run: Run, tmp_path: Path) -> None:
    run("ingest", "story.txt")
    assert run("undo").code == 0
    (tmp_path / "new.txt").write_text(STORY.replace("Honda", "Koenigsegg Automotive"), encoding="utf-8")
    assert run("ingest", "new.txt", "--on-change", "cat >> told").code == 0
    told = [json.loads(line) for line in (tmp_path / "told").read_text(encoding="utf-8").splitlines()]
    assert told
    for document in told:
        Draft202012Validator(SCHEMAS["change"]()).validate(document)


def test_every_command_that_writes_json_is_in_these_tests_and_every_schema_is_of_use() -> None:
    tried = {path_of(argv) for _, argv in ALL}
    assert {c.path.removeprefix("alliance ") for c in commands() if "--json" in options_of(c)} <= tried | {"review"}
    assert {name for name, _ in ALL} | {"change"} == set(SCHEMAS)


WRITERS = {"add", "ingest", "judge", "edit", "drop", "undo", "extract"}
"""Commands whose JSON tells what they did or read, one form alone."""


def test_every_view_has_every_format() -> None:
    for command in commands():
        has = options_of(command)
        if "--json" in has and command.path.split()[1] not in WRITERS:
            assert {"--csv", "--plain", "--output"} <= has, command.path


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_as_csv_and_plain_is_one_record_a_line(used: Path, run: Run, name: str) -> None:
    table = call(run, VIEWS[name], "--csv").splitlines()
    plain = call(run, VIEWS[name], "--plain").splitlines()
    assert len(table) >= len(plain)
    if name != "check":  # a sound ledger has no problems to list
        assert plain
        assert len({line.count("\t") for line in plain}) == 1
    assert run(*VIEWS[name], "--csv", "--json").code == 2


NEVER_EMPTY = {"talk", "why", "company", "stats", "feed", "checks", "quarantined", "rumours"}


@pytest.mark.parametrize("name", [name for name in VIEWS if name not in NEVER_EMPTY])
def test_csv_of_nothing_has_the_header_of_csv_of_something(used: Path, run: Run, name: str, tmp_path: Path) -> None:
    new = str(tmp_path / "new.db")
    run("--db", new, "watch", "add", "--kind", "merger")
    run("--db", new, "watch", "remove", "1")
    full = "problem\n" if name == "check" else call(run, VIEWS[name], "--csv")
    assert run("--db", new, *VIEWS[name], "--csv").out.splitlines()[0] == full.splitlines()[0]


def test_csv_of_nothing_has_the_columns_asked_for(used: Path, run: Run) -> None:
    assert run("talks", "Nissan", "--since", "2030-01-01", "--csv", "--columns", "kind,status").out == "kind,status\n"
    for table in ("events", "talks"):
        argv = ("export", "--format", "csv", "--table", table)
        assert run(*argv, "--status", "rumoured", "--kind", "licensing").out == run(*argv).out.partition("\n")[0] + "\n"


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_goes_to_a_file(used: Path, run: Run, name: str, tmp_path: Path) -> None:
    shown = call(run, VIEWS[name], "--json")
    assert call(run, VIEWS[name], "--json", "-o", str(tmp_path / "out.json")) == ""
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert written.keys() == json.loads(shown).keys()


TABLES = [argv for _, argv in ALL if path_of(argv) != "search"]
TABLES = [
    argv
    for argv in TABLES
    if any(c.path == f"alliance {path_of(argv)}" and "--columns" in options_of(c) for c in commands())
]


@pytest.mark.parametrize("argv", [argv for argv in TABLES if "--all" not in argv or share(1) == 1], ids=" ".join)
def test_each_column_of_a_table_can_be_asked_for(used: Path, run: Run, argv: list[str]) -> None:
    if argv[:2] == ["feeds", "check"]:
        argv = ["feeds", "check", "URL", "--allow-private"]
    told = run(*argv, "--columns", "help")
    assert told.code == 0
    names = told.err.split(": ")[-1].strip().split(", ")
    assert len(names) >= 5
    lines = call(run, argv, "--columns", ",".join(names)).splitlines()
    heading = lines[0] if len(lines) > 1 else ""
    for name in names:
        assert name == "mark" or not heading or name.replace("-", " ") in heading
        assert call(run, argv, "--columns", name, "--csv").count("\n") >= len(lines[1:-2])
    assert "no column" in run(*argv, "--columns", "beauty").err
    assert run(*argv, "--columns", names[-1], "--json").code == 2


def test_every_list_is_a_table_with_columns() -> None:
    lists = {"talks", "stale", "companies", "companies list", "sources", "sources show", "odds", "changes", "log", "watch",
             "watch list", "note", "tag", "link", "owner", "due", "review", "feeds", "feeds list", "feeds check", "quarantine", "quarantine list", "find", "config", "import",
             "readers"}  # fmt: skip
    have = {c.path.removeprefix("alliance ") for c in commands() if "--columns" in options_of(c)}
    assert have == lists


DOCS = Path(__file__).parent.parent / "docs"


def test_the_documentation_names_each_document_and_shows_a_true_one() -> None:
    text = (DOCS / "data.md").read_text(encoding="utf-8")
    table = text.partition("| document |")[2].partition("\n\n")[0]
    named = [word for line in table.splitlines()[2:] for word in re.findall(r"`([a-z]+)`", line.split("|")[1])]
    assert sorted(named) == sorted(SCHEMAS)
    (shown,) = re.findall(r"```json\n(.*?)\n```", text, re.DOTALL)
    Draft202012Validator(SCHEMAS["change"]()).validate(json.loads(shown))
    for variable in re.findall(r"`(ALLIANCE_\w+)`", text):
        assert variable in notify.Command.__doc__
    fields = text.partition("| field | variable |")[2].partition("\n\n")[0]
    assert {*re.findall(r"^\| `(\w+)`", fields, re.MULTILINE), "schema"} == set(SCHEMAS["change"]()["properties"])
