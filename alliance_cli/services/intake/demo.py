"""The sample reports in a ledger of their own."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from alliance_cli.services.intake import ingest
from alliance_cli.services.keeping import opening
from alliance_cli.sources import read_inputs


def samples() -> Path:
    """The folder of sample reports: inside the installed package, or beside it in a checkout."""
    package = Path(str(files("alliance_cli")))
    installed = package / "samples"
    return installed if installed.is_dir() else package.parent / "data" / "samples"


def build(ledger: Path, clock: Callable[[], datetime]) -> tuple[sqlite3.Connection, ingest.Summary]:
    """Read the samples into a new ledger."""
    conn = opening.for_writing(ledger)
    reports = sorted(str(path) for path in samples().rglob("*.md"))
    return conn, ingest.ingest(conn, read_inputs(reports), command="alliance demo", clock=clock)
