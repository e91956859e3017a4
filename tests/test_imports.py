"""How the modules of the package import each other. What may import what is a contract in pyproject.toml."""

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.imports import imported, modules


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
    assert not circle(graph)


def test_a_circle_is_found_wherever_its_imports_stand() -> None:
    known = {name: Path() for name in ("p", "p.a", "p.b", "p.c")}
    above, inside, typed = "from p import b", "def f():\n    import p.c", "if TYPE_CHECKING:\n    from p.a import A"
    graph = {f"p.{name}": set(imported(source, known)) for name, source in (("a", above), ("b", inside), ("c", typed))}
    found = circle(graph)
    assert found[0] == found[-1]
    assert set(found) == {"p.a", "p.b", "p.c"}
    assert not circle(graph | {"p.c": set()})
