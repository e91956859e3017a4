"""What the README says can be typed, as it stands there, and does what is said."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from alliance_cli.cli.commands import COMMANDS
from tests import shell
from tests.torture.forking import Forking

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]


def commands(title: str) -> list[str]:
    """The commands in the blocks of a section, without their remarks."""
    blocks = "\n".join(re.findall(r"```\n(.*?)```", section(title), re.DOTALL)).replace("\\\n", " ")
    lines = (re.sub(r"\s+#.*", "", line).strip() for line in blocks.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


TOUR = [line for line in commands("Five minutes") if not line.startswith("export ")]
CRON = commands("From cron")


def test_the_tour_is_as_long_as_it_says_and_names_every_step() -> None:
    assert len(TOUR) >= 15
    assert all(line.split()[0] == "alliance" for line in TOUR)


@pytest.mark.parametrize("line", [line for line in TOUR if line not in {"alliance", "alliance add --text article.txt"}])
def test_each_command_of_the_tour_runs(demo: Path, tmp_path: Path, line: str, forks: Forking) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    code, out, err = shell.typed(line, forks, desk, shell.surroundings(demo, desk))
    assert code == 0, err
    assert (out + err).strip()


def test_the_tour_asks_where_it_says_so_and_shows_the_ledger_in_a_screenful(demo: Path, tmp_path: Path) -> None:
    env = shell.surroundings(demo, tmp_path) | {"TERM": "xterm"}
    program = [sys.executable, "-m", "alliance_cli"]
    asked = pexpect.spawn(program[0], [*program[1:], "add", "--text", "article.txt"], env=env, cwd=str(tmp_path),
                          encoding="utf-8", timeout=30)  # fmt: skip
    asked.expect("Store this")
    asked.sendline("y")
    asked.expect(pexpect.EOF)
    alone = pexpect.spawn(program[0], program[1:], env=env, cwd=str(tmp_path), encoding="utf-8", timeout=30,
                          dimensions=(24, 80))  # fmt: skip
    alone.expect(pexpect.EOF)
    assert "latest turns" in alone.before
    assert alone.before.count("\n") <= 24


def test_the_demo_says_what_the_readme_says_of_it(run: "object") -> None:
    told = re.search(r"alliance demo +# (\d+) sample reports", TEXT)
    assert told
    result = run("demo")  # type: ignore[operator]
    assert f"{told[1]} reports read" in result.err
    assert "export ALLIANCE_DB=" in result.err


@pytest.mark.long
def test_the_recipe_for_cron_runs(demo: Path, tmp_path: Path, example_com: str) -> None:
    env = shell.surroundings(demo, tmp_path)
    (tmp_path / ".local/bin").mkdir(parents=True)
    shutil.copy(tmp_path / "alliance", tmp_path / ".local/bin/alliance")
    ran = []
    for line in CRON:
        command = re.sub(r"^\S+ \S+ \S+ \S+ \S+ +(?=ALLIANCE_DB)", "", line)
        command = command.replace("https://news.example/feed.xml", f"{example_com}/rss")
        if "feeds check" in command:
            command = shell.against(example_com, command, tmp_path / "ledger.db")
        if "ingest" in command:
            command += " --allow-private"
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60,
                              check=False)  # fmt: skip
        assert done.returncode == 0, (command, done.stderr)
        ran.append(done)
    assert [done.stdout + done.stderr for done in ran if "ingest" in done.args] == [""]
    assert "new, rumoured" in ran[-1].stdout


def test_cron_has_nothing_to_mail_where_nothing_changed(demo: Path, tmp_path: Path) -> None:
    env = shell.surroundings(demo, tmp_path)
    line = next(line for line in CRON if "changes" in line)
    command = re.sub(r"^.*?bin/alliance", "alliance", line)
    for expected in (True, False):
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
        assert bool(done.stdout + done.stderr) is expected


def test_every_command_named_exists_and_every_file_is_there() -> None:
    for command in re.findall(r"`alliance ([a-z]+)", TEXT):
        assert command in COMMANDS, command
    for path in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / path).exists(), path
    for path in re.findall(r"^\| `([a-z_/]+)` \|", section("Where things are"), re.MULTILINE):
        assert (ROOT / path).exists(), path
