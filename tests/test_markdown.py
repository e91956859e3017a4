"""The documents of the repository lead where they say, and name files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("tests/**/*.md")])

_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_PATH = re.compile(r"`((?:alliance_cli|benchmarks|data|docs|tests|\.ci)/[\w./-]+)`")
_PLACEHOLDER = re.compile("NAME|CODE|PHENOMENON")


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in _LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_file_named_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    for path in _PATH.findall(text):
        assert (ROOT / path).exists() or _PLACEHOLDER.search(path), path


def test_every_decision_is_listed_and_has_its_three_parts() -> None:
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text("utf-8")
    for number, path in enumerate(sorted(folder.glob("0*.md")), 1):
        text = path.read_text("utf-8")
        assert path.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        assert re.findall("^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "What it costs"]
        assert f"({path.name})" in listed
