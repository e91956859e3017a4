"""Answers kept by what was asked: a run that was broken off goes on from there, and nothing is paid for twice."""

import hashlib
import json
import os
from pathlib import Path

from alliance_cli.asking.questions import VERSION, instructions, question
from alliance_cli.models import Report
from alliance_cli.whole_files import whole


def home() -> Path:
    """The folder of answers, in the XDG cache home."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "alliance" / "answers"


class Answers:
    """The answers of one model, each a file of its own."""

    def __init__(self, model: str, folder: Path | None = None) -> None:
        self._model = model
        self._folder = folder or home()

    def get(self, report: Report) -> str | None:
        """The answer to the same question, None where there is none."""
        try:
            kept = json.loads(self._file(report).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return kept["answer"] if isinstance(kept, dict) and isinstance(kept.get("answer"), str) else None

    def put(self, report: Report, answer: str) -> None:
        """Keep an answer. Raises OSError."""
        file = self._file(report)
        file.parent.mkdir(parents=True, exist_ok=True)
        with whole(file) as part:
            part.write_text(json.dumps({"model": self._model, "answer": answer}), "utf-8")

    def _file(self, report: Report) -> Path:
        asked = json.dumps([self._model, VERSION, instructions(), question(report)])
        digest = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / digest[:2] / f"{digest}.json"
