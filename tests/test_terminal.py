"""On a real terminal: colour, links, ASCII, the pager, the dashboard; and none of them in a pipe."""

import json
import os
import re
import shutil
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from alliance_cli.cli import app, settings
from alliance_cli.render import terminal
from alliance_cli.render.text import Link, link, width
from tests import ledgers
from tests.conftest import Run


@pytest.fixture(scope="module")
def many_talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("many") / "ledger.db"
    for i in range(30):
        app.run(["--db", str(file), "add", f"Blue Harbor {i}", f"Red Delta {i}", "--kind", "supply", "--date",
                 f"2024-01-{i % 28 + 1:02}", "--url", f"https://news.example/{i}", "--new-company"])  # fmt: skip
    return file


@pytest.fixture
def many(run: Run, many_talks: Path, ledger: Path) -> Run:
    """A ledger with more talks than a screen holds."""
    ledgers.copy(many_talks, ledger)
    return run


@pytest.fixture
def pair(run: Run) -> Run:
    run("add", "Nissan", "Honda", "--kind", "merger", "--date", "2024-12-17", "--origin", "Nikkei",
        "--url", "https://news.example/1", "--note", "Talks are to begin")  # fmt: skip
    run("add", "Nissan", "日産車体", "--kind", "stake", "--status", "confirmed", "--date", "2024-12-20")
    return run


def surroundings(**values: str) -> dict[str, str]:
    dropped = {"COLUMNS", "LINES", "PAGER", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "TERM_PROGRAM", "COLORTERM",
               "VTE_VERSION", "LESS"}  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    root = str(Path(__file__).parent.parent)
    return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": root, **values}


def on_terminal(*argv: str, columns: int = 80, rows: int = 24, **env: str) -> str:
    """What the program wrote to a terminal of this size, control sequences included."""
    child: Any = pexpect.spawn(
        sys.executable, ["-m", "alliance_cli", *argv], env=surroundings(**env), encoding="utf-8", timeout=30,
        dimensions=(rows, columns),
    )  # fmt: skip
    child.expect(pexpect.EOF)
    return str(child.before)


def screen(text: str, columns: int, rows: int) -> list[str]:
    """The lines as a terminal shows them."""
    shown = pyte.Screen(columns, rows)
    pyte.Stream(shown).feed(text)
    return [line.rstrip() for line in shown.display]


def test_colour_on_a_terminal_and_none_where_it_is_refused(pair: Run) -> None:
    assert "\x1b[38;5;130m○" in on_terminal("timeline", "Nissan")
    assert "\x1b[33m○" in on_terminal("timeline", "Nissan", TERM="xterm")
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in on_terminal("timeline", "Nissan", **env)
    assert "\x1b" not in on_terminal("timeline", "Nissan", "--no-color")


def test_colour_in_a_pipe_where_it_is_asked_for(pair: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "\x1b[" in pair("timeline", "Nissan", "--color", "always").out
    assert "\x1b[" in pair("--color=always", "talks").out
    assert "\x1b" not in pair("talks", "--color", "auto").out
    assert "\x1b" not in on_terminal("talks", "--color", "never")
    refused = pair("talks", "--color", "blue")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "always, never" in refused.err
    for value, coloured in (("1", True), ("0", False), ("false", False), ("", False)):
        monkeypatch.setenv("FORCE_COLOR", value)
        assert ("\x1b" in pair("talks").out) is coloured
    assert "\x1b" not in pair("talks", "--json", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in pair("talks", "--no-color").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in pair("talks").out
    assert "\x1b" in pair("talks", "--color", "always").out


def test_a_table_says_which_columns_there_is_no_room_for(pair: Run) -> None:
    narrow = " ".join(screen(on_terminal("talks"), 80, 24))
    assert "no room for: stage, origins, reports, region" in narrow
    wide = on_terminal("talks", columns=160)
    assert "no room" not in wide
    assert "origins" in wide
    assert "no room" not in pair("talks").out
    assert "no room" not in on_terminal("talks", "--columns", "stage,companies")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_one_line_an_event_keeps_the_stage(pair: Run, columns: int) -> None:
    text = on_terminal("timeline", "Nissan", "--compact", columns=columns)
    assert re.search(r"rumoured.*exploring.*merger", text)
    assert re.search(r"confirmed.*talks.*stake", text)


def test_links_only_where_the_terminal_knows_them(pair: Run) -> None:
    linked = "\x1b]8;;https://news.example/1\x1b\\"
    assert linked not in on_terminal("timeline", "Nissan", "Honda")
    assert linked in on_terminal("timeline", "Nissan", "Honda", VTE_VERSION="7200")
    assert linked in on_terminal("timeline", "Nissan", "Honda", TERM_PROGRAM="WezTerm")
    assert linked not in on_terminal("timeline", "Nissan", "Honda", "--no-color", VTE_VERSION="7200")
    assert "\x1b" not in pair("timeline", "Nissan", "Honda").out


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://x.example/\x1b\\", "https://a b", ""]
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert not isinstance(link("text", url), Link)
    assert isinstance(link("text", "https://news.example/1"), Link)


def test_ascii_where_the_locale_asks_for_it_or_the_user(pair: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for output in (
        on_terminal("timeline", "Nissan", LC_ALL="C"), on_terminal("timeline", "Nissan", PYTHONIOENCODING="latin-1"),
        on_terminal("--ascii", "timeline", "Nissan"), on_terminal("talks", "--ascii"),
    ):  # fmt: skip
        assert output.isascii()
        assert "*" in output
    assert "●" in on_terminal("timeline", "Nissan")
    monkeypatch.setenv("LC_ALL", "POSIX")
    assert settings.needs_ascii("utf-8")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert not settings.needs_ascii("utf-8")
    assert settings.needs_ascii("iso8859-1")


@pytest.mark.parametrize(
    "columns", [60, *(pytest.param(width, marks=pytest.mark.long) for width in (80, 100, 120, 200))]
)
@pytest.mark.parametrize(
    "argv", [["timeline", "Nissan"], ["talks"], ["network"], ["show", "nissan-motor-honda"], ["sources"], []]
)
def test_nothing_runs_over_the_edge(pair: Run, columns: int, argv: list[str]) -> None:
    text = on_terminal(*argv, columns=columns, rows=60)
    written = [line for line in re.sub(r"\x1b\[[0-9;]*m", "", text).split("\r\n") if line.strip()]
    shown = [line for line in screen(text, columns, 60) if line.strip()]
    assert len(written) == len(shown)


def test_long_titles_and_hints_are_broken_between_words(run: Run, tmp_path: Path) -> None:
    title = " ".join(["Car makers are said to be in talks on many things"] * 4)
    text = "SAIC and Honda Motor are in talks on a merger, people familiar with the matter said."
    path = tmp_path / "long.json"
    path.write_text(json.dumps({"title": title, "text": text, "published": "2025-01-01"}))
    run("ingest", str(path))
    child: Any = pexpect.spawn(
        sys.executable, ["-m", "alliance_cli", "review"], env=surroundings(), encoding="utf-8", timeout=30,
        dimensions=(60, 80),
    )  # fmt: skip
    child.logfile_read = StringIO()
    for asked, answer in (("[q]uit: ", "c"), ("back): ", ""), ("[q]uit: ", "q")):
        child.expect_exact(asked)
        child.sendline(answer)
    child.expect(pexpect.EOF)
    told = child.logfile_read.getvalue() + on_terminal("extract", str(path))
    assert told.count("Car makers") > 4
    assert all(len(line) <= 80 for line in re.sub(r"\x1b\[[0-9;]*m", "", told).split("\r\n"))


def test_wide_letters_keep_the_columns_in_line(pair: Run) -> None:
    lines = [line for line in screen(on_terminal("talks", columns=100), 100, 24) if "2024-12" in line]
    shown = pyte.Screen(100, 24)
    pyte.Stream(shown).feed(on_terminal("talks", columns=100))
    places = {
        x for y in range(24) for x in range(100) if "".join(shown.buffer[y][x + i].data for i in range(7)) == "2024-12"
    }  # fmt: skip
    assert len(lines) == 2
    assert len(places) == 1


def test_a_long_list_goes_through_the_pager(many: Run, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text(f'#!/bin/sh\ncat > "{tmp_path}/paged"\necho was-paged\n')
    pager.chmod(0o755)
    assert "was-paged" in on_terminal("talks", PAGER=str(pager))
    paged = (tmp_path / "paged").read_text(encoding="utf-8")
    assert "30 talks" in paged
    assert "\x1b[" in paged
    for argv, env in (
        (["talks", "--no-pager"], {"PAGER": str(pager)}), (["talks", "--limit", "5"], {"PAGER": str(pager)}),
        (["talks", "--json"], {"PAGER": str(pager)}), (["talks"], {"PAGER": "cat"}), (["talks"], {"PAGER": ""}),
        (["talks"], {"PAGER": "/no/such/pager"}), (["talks"], {"PAGER": "'unbalanced"}),
    ):  # fmt: skip
        output = on_terminal(*argv, **env)
        assert "was-paged" not in output
        assert "Blue Harbor" in output


@pytest.mark.parametrize("argv", [["timeline", "Blue Harbor 1"], ["why", "blue-harbor-1-red"], ["stats"]])
def test_what_is_longer_than_the_screen_goes_through_the_pager(many: Run, tmp_path: Path, argv: list[str]) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\ncat > /dev/null\necho was-paged\n")
    pager.chmod(0o755)
    assert "was-paged" in on_terminal(*argv, rows=6, PAGER=str(pager))
    assert "was-paged" not in on_terminal(*argv, rows=90, PAGER=str(pager))
    assert "was-paged" not in on_terminal(*argv, "--no-pager", rows=6, PAGER=str(pager))


def test_a_pager_that_leaves_early_is_no_failure(many: Run, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nhead -1\n")
    pager.chmod(0o755)
    assert "Traceback" not in on_terminal("talks", PAGER=str(pager))


def test_no_pager_colour_or_cut_in_a_pipe(many: Run) -> None:
    out = many("talks").out
    assert "\x1b" not in out
    assert "…" not in out
    assert out.count("Blue Harbor") == 30


def test_the_dashboard_fits_a_small_screen(pair: Run) -> None:
    text = on_terminal()
    lines = screen(text, 80, 24)
    assert lines[0].startswith("alliance")
    assert text.count("\r\n") <= 23
    joined = "\n".join(lines)
    for part in ("2 reports", "latest turns", "open rumours", "alliance timeline", "alliance ingest"):
        assert part in joined


def test_the_dashboard_of_an_empty_place_says_how_to_begin(ledger: Path) -> None:
    text = on_terminal()
    assert "alliance demo" in text
    assert not ledger.exists()


def test_a_closed_pipe_is_no_error(many: Run) -> None:
    import subprocess

    command = f"{sys.executable} -m alliance_cli talks --plain | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=surroundings(), check=True)
    assert done.stderr == ""


def test_styles_without_a_colour_are_plain() -> None:
    assert terminal.ansi([[("a", "nonsense"), ("b", "")]]) == "ab\n"
    assert terminal.palette({"TERM": "xterm"}) is terminal.SIXTEEN
    assert terminal.palette({"TERM": "xterm", "COLORTERM": "truecolor"}) is terminal.MANY
    assert not terminal.knows_links({"VTE_VERSION": "7200", "FORCE_HYPERLINK": "0"})


@pytest.mark.parametrize("columns", [56, 64, 72, 80, 100])
def test_no_line_of_a_network_or_of_the_help_runs_over_the_edge(
    columns: int, demo: Path, ledger: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(demo, ledger)
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("network").out.splitlines() + (run("help").out.splitlines() if columns >= 80 else [])
    assert len(lines) > 20
    assert [line for line in lines if width(line) > columns and "rumoured  ●" not in line] == []
