"""A folder in which the commands of help and README make sense, as a user would have it."""

import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.servers import BadServer, answer

if TYPE_CHECKING:
    from tests.torture.forking import Forking

SIGNS = frozenset("|<>&;$`*~")
"""Signs by which a line is one for a shell; other lines are run without one."""

ARTICLE = (
    "TOKYO, Nov 13 (Reuters) - Nissan Motor and Honda Motor are in talks to develop cars together, the Nikkei said.\n"
)


def _in_use(demo: Path, folder: Path) -> None:
    """The files that examples name."""
    opml = '<opml version="2.0"><body><outline type="rss" xmlUrl="https://example.com/5"/></body></opml>'
    sec = '{"0": {"cik_str": 1, "ticker": "BLUE", "title": "Blue Harbor Cells Inc."}}'
    for name, text in {
        "reports/a.txt": ARTICLE,
        "article.txt": ARTICLE,
        "mail.eml": f"From: a@example.com\nSubject: Talks\nMIME-Version: 1.0\n\n{ARTICLE}",
        "news.jsonl": '{"title": "Talks", "text": "Nissan and Honda are in talks on a merger."}\n',
        "subscriptions.opml": opml,
        "list.txt": "https://example.com/6\n",
        "company_tickers.json": sec,
        "companies.csv": "name,country\nBlue Harbor Cells,US\n",
        "deals.csv": "Company,Partner,Kind,Status,Date,Paper\nNissan,Renault,JV,signed,13/11/2025,Reuters\n",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    shutil.copy(demo, folder / "ledger.db")
    shutil.copy(demo, folder / "backup.db")


def surroundings(demo: Path, folder: Path) -> dict[str, str]:
    """A folder with the files that examples name, a copy of the ledger, and the program on the path."""
    _in_use(demo, folder)
    (folder / "alliance").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m alliance_cli "$@"\n')
    (folder / "alliance").chmod(0o755)
    root = str(Path(__file__).parent.parent)
    return {
        **os.environ, "ALLIANCE_DB": str(folder / "ledger.db"), "PATH": f"{folder}:{os.environ['PATH']}",
        "PYTHONPATH": root, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / ".config"), "XDG_STATE_HOME": str(folder / "state"), "COLUMNS": "100",
    }  # fmt: skip


def typed(command: str, forks: "Forking", folder: Path, env: Mapping[str, str]) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command line, which a shell reads where it needs one."""
    if command.startswith("alliance ") and not SIGNS & set(command):
        own = {name: value for name, value in env.items() if os.environ.get(name) != value and name != "PYTHONPATH"}
        return forks.run(folder, *shlex.split(command)[1:], **own)
    done = subprocess.run(
        command, shell=True, cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout, done.stderr


def against(server: str, example: str, ledger: Path) -> str:
    """The example with the server in place of example.com, in the ledger too."""
    with closing(sqlite3.connect(ledger)) as conn, conn:
        conn.execute("UPDATE feeds SET url = replace(url, 'https://example.com', ?)", (server,))
    return example.replace("https://example.com", server) + " --allow-private"


@contextmanager
def example_com() -> Iterator[str]:
    """The address of a server that has a feed and a story."""
    head = "<?xml version='1.0'?><rss version='2.0'><channel><title>Example</title>"
    page = f"<html><title>Nissan and Honda</title><body><article><p>{ARTICLE * 9}</p></article></body></html>"
    with BadServer() as server:
        story = f"<item><title>Nissan and Honda</title><link>{server.url('/story')}</link></item>"
        for path in ("/rss", "/1", "/2", "/3", "/4"):
            server.on(path, answer(f"{head}{story}</channel></rss>".encode(), kind="application/rss+xml"))
        server.on("/story", answer(page.encode()))
        server.on("/robots.txt", answer(b"User-agent: *\nAllow: /\n", kind="text/plain"))
        yield server.url("").rstrip("/")
