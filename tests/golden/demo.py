"""The whole way, from the sample reports over the ledger to what is printed of it, kept byte for byte."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from alliance_cli.services.intake import demo
from tests.docs import printed

FOLDER = Path(__file__).parent / "demo"
_CLOCK = datetime(2026, 1, 5, tzinfo=UTC)
_COMMANDS = {
    "export.jsonl": ("export",),
    "timeline.json": ("timeline", "Nissan", "Honda", "--as-of", "2026-01-05", "--json"),
}


def made() -> dict[str, str]:
    """Each kept file by its name, as the program makes it now."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.db"
        demo.build(ledger, lambda: _CLOCK)[0].close()
        return {name: printed("--db", str(ledger), *argv) for name, argv in _COMMANDS.items()}


def kept() -> dict[str, str]:
    """The files that are held."""
    return {name: (FOLDER / name).read_text(encoding="utf-8") for name in _COMMANDS if (FOLDER / name).exists()}


def write() -> None:
    """Keep what is made now."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
