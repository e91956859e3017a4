"""The table of what is read names tests that exist, and leaves out no kind of file and no tool."""

import ast
import re
from pathlib import Path

from alliance_cli.sources.files import STREAMED, WHOLE
from alliance_cli.sources.packed import OPENERS
from tests.test_sources_records import SHAPES

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
ROWS = [line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith("| shape")]
NAMED = re.compile(r"`(tests/\w+\.py)::(?:(\w+)::)?(\w+)(?:\[(.+)\])?`")


def names_in(name: str) -> set[tuple[str, str]]:
    """The tests of a file, each with its class."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    found = {("", node.name) for node in tree.body if isinstance(node, ast.FunctionDef)}
    for group in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        found |= {(group.name, node.name) for node in group.body if isinstance(node, ast.FunctionDef)}
    return found


def test_every_row_names_a_test_that_exists() -> None:
    assert len(ROWS) > 60
    for row in ROWS:
        found = NAMED.search(row.rsplit("|", 2)[1])
        assert found, row
        name, group, test, case = found.groups()
        assert (group or "", test) in names_in(name), row
        if case:
            assert case in SHAPES, row


def test_every_kind_of_file_and_every_tool_has_a_row() -> None:
    written = set(re.findall(r"`(\.\w+)`", TABLE))
    assert {*WHOLE, *STREAMED, *OPENERS} <= written
    assert all(f"test_records_of[{tool}]" in TABLE for tool in SHAPES)
