"""How the modules of the package import each other, read from their source."""

import ast
from collections.abc import Container, Iterator
from pathlib import Path

import alliance_cli

PACKAGE = Path(alliance_cli.__file__).parent


def modules() -> dict[str, Path]:
    """The name of each module of the package -> its file."""
    files = {".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts): file for file in PACKAGE.rglob("*.py")}
    return {name.removesuffix(".__init__"): file for name, file in files.items()}


def imported(source: str, known: Container[str], *, at_load: bool = False) -> Iterator[str]:
    """The modules that a source names in its imports: wherever they stand, or only in those that run at its load."""
    tree = ast.parse(source)
    for node in tree.body if at_load else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            below = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in known else node.module for name in below)
