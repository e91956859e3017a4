"""Commands that write, each with the ledger it begins with."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.torture.forking import Forking

HERE = Path(__file__).parent.parent
PARTIES = ("Nissan", "Honda", "Renault", "Toyota", "Ford", "Mazda", "Subaru", "Suzuki", "Stellantis", "Volkswagen")


def news(number: int) -> dict[str, str]:
    """A report of its own on one of a few talks."""
    one, other = PARTIES[number % 10], PARTIES[(number * 3 + 1) % 10]
    verb = ("are in talks on a merger", "agreed to develop batteries together", "ended talks on a merger")[number % 3]
    say = ("people familiar with the matter said", "the companies said in a joint statement")[number % 2]
    day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
    text = f"{one} and {other} {verb}, {say} on Monday. It is report {number} of {number % 7} on plant {number * 31}."
    return {
        "title": f"{one} and {other}, {number}", "text": text, "publisher": ("Reuters", "Nikkei")[number % 2],
        "url": f"https://news.example/{number}", "published": f"{day}T09:00:00Z",
    }  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A command: what is there before it, its words, and how it may end when all of it was done already."""

    prepare: Callable[[Forking, Path], None]
    argv: tuple[str, ...]
    again: frozenset[int] = frozenset({0})


def _files(folder: Path) -> None:
    folder.mkdir()
    (folder / "a.jsonl").write_text("".join(json.dumps(news(n)) + "\n" for n in range(24)))
    (folder / "b.jsonl").write_text("".join(json.dumps(news(n)) + "\n" for n in range(100, 112)))


def empty(_: Forking, folder: Path) -> None:
    """No ledger yet."""
    _files(folder)


def filled(alliance: Forking, folder: Path) -> None:
    """A ledger with reports, something by hand, and an export of another one."""
    _files(folder)
    for argv in (
        ["ingest", "-q", "b.jsonl"],
        ["add", "Nissan", "Honda", "--kind", "merger", "--origin", "Nikkei", "--date", "2025-01-07", "--note", "To begin"],
        ["add", "Nissan Works", "Renault", "--kind", "stake", "--date", "2025-02-07", "--new-company"],
        ["--db", "other.db", "ingest", "-q", "a.jsonl"],
        ["--db", "other.db", "export", "-o", "other.jsonl"],
    ):  # fmt: skip
        code, _, err = alliance.run(folder, *argv)
        assert code == 0, err


def earlier(_: Forking, folder: Path) -> None:
    """A ledger of an earlier schema."""
    _files(folder)
    with closing(sqlite3.connect(folder / "ledger.db")) as conn:
        conn.executescript((HERE / "earlier" / "schema-7.sql").read_text())


SCENES: Mapping[str, Scene] = {
    "first ingest": Scene(empty, ("ingest", "a.jsonl")),
    "ingest": Scene(filled, ("ingest", "a.jsonl")),
    "ingest, two readers": Scene(filled, ("ingest", "--jobs", "2", "a.jsonl")),
    "add": Scene(
        filled, ("add", "--new", "Toyota", "Ford", "--kind", "stake", "--origin", "Nikkei", "--date", "2025-03-01")
    ),
    "edit": Scene(filled, ("edit", "nissan-motor-honda-motor-merger-2025", "1", "date=2025-01-08")),
    "merge": Scene(filled, ("companies", "merge", "Nissan", "Nissan Works"), frozenset({0, 2})),
    "undo": Scene(filled, ("undo", "1"), frozenset({0, 2})),
    "import": Scene(filled, ("import", "other.jsonl")),
    "rebuild": Scene(filled, ("rebuild",)),
    "migrate": Scene(earlier, ("add", "Toyota", "Ford", "--kind", "stake", "--date", "2025-03-01")),
    "backup": Scene(filled, ("backup", "copy.db", "--force")),
}


def exported(alliance: Forking, folder: Path, ledger: str = "ledger.db") -> str:
    """The export, operations by their command: a command that was broken off and run again has two."""
    code, out, err = alliance.run(folder, "export", "--db", ledger)
    assert code == 0, err
    rows = [json.loads(line) for line in out.splitlines()[1:-1]]
    commands = {row["id"]: row["command"] for row in rows if row["table"] == "operations"}
    lines = []
    for row in rows:
        if row["table"] == "operations":
            continue
        named = {k: commands.get(v, v) if k in {"operation", "undoes"} else v for k, v in row.items()}
        lines.append(json.dumps(named, ensure_ascii=False))
    return "\n".join(lines)


def talks(alliance: Forking, folder: Path) -> str:
    """What the ledger derives from its facts."""
    code, out, err = alliance.run(folder, "talks", "--json")
    assert code in {0, 1}, err
    return out


def files(folder: Path) -> set[str]:
    """What lies in the folder, but for what readers of a ledger keep beside it."""
    return {p.name for p in folder.iterdir() if not p.name.endswith(("-wal", "-shm"))}
