"""The files in docs/ that the program makes itself; a test holds them to what it says now.

    python -m tests.docs

writes them anew: docs/timeline.svg, docs/alliance.1 and docs/schemas/.
"""

import contextlib
import io
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from alliance_cli.cli import app
from alliance_cli.render import schemas, structured
from alliance_cli.services.intake import demo

FOLDER = Path(__file__).parent.parent / "docs"
PICTURE = ("timeline", "Nissan", "Honda", "--as-of", "2025-12-31", "--svg", "-")
"""The command that draws docs/timeline.svg on the demo ledger, 96 columns wide."""


def printed(*argv: str, **env: str) -> str:
    """What the program writes to standard output."""
    before = dict(os.environ)
    os.environ.update(env)
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = app.run(argv)
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert code == 0, argv
    return out.getvalue()


def made() -> dict[str, str]:
    """Path below docs/ -> text."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.db"
        demo.build(ledger, lambda: datetime(2026, 1, 5, tzinfo=UTC))[0].close()
        picture = printed("--db", str(ledger), *PICTURE, COLUMNS="96")
    return {
        "timeline.svg": picture,
        "alliance.1": printed("help", "--man"),
        **{f"schemas/{name}.json": structured.to_json(made()) for name, made in schemas.SCHEMAS.items()},
    }


def main() -> int:
    """Write the files; say which changed."""
    for name, text in made().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
