"""How the modules of the package import each other. What may import what is a contract in pyproject.toml."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import alliance_cli

PACKAGE = Path(alliance_cli.__file__).parent
LEFT = [["alliance_cli.services.keeping.opening", "alliance_cli.services.keeping.rebuild"]]
"""The circles that are there still, each as the sorted modules of it."""


def modules() -> dict[str, Path]:
    """The name of each module of the package -> its file."""
    files = {".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts): file for file in PACKAGE.rglob("*.py")}
    return {name.removesuffix(".__init__"): file for name, file in files.items()}


def imported(source: str, known: dict[str, Path]) -> Iterator[str]:
    """The modules that a source names in its imports, wherever they stand: above, in functions, for types alone."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            below = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in known else node.module for name in below)


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of a circle, each imported by the one before; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def test_no_module_comes_back_to_itself_over_those_it_imports() -> None:
    known = modules()
    graph = {name: set(imported(file.read_text("utf-8"), known)) - {name} for name, file in known.items()}
    assert sum(map(len, graph.values())) > len(known), "the imports were not found"
    found = []
    while around := circle(graph):
        found.append(sorted(set(around)))
        graph[around[0]].remove(around[1])
    assert found == LEFT, "in a circle: " + "; ".join(", ".join(around) for around in found)


def test_a_circle_is_found_wherever_its_imports_stand() -> None:
    known = {name: Path() for name in ("p", "p.a", "p.b", "p.c")}
    above, inside, typed = "from p import b", "def f():\n    import p.c", "if TYPE_CHECKING:\n    from p.a import A"
    graph = {f"p.{name}": set(imported(source, known)) for name, source in (("a", above), ("b", inside), ("c", typed))}
    found = circle(graph)
    assert found[0] == found[-1]
    assert set(found) == {"p.a", "p.b", "p.c"}
    assert not circle(graph | {"p.c": set()})
