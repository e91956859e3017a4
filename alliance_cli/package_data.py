"""Tables that come with the package: the lines of a file in `data`, without comments."""


def lines(name: str) -> list[str]:
    """The lines of a file below `data`, such as "sources/walls.txt": no empty ones, no comments ("#")."""
    from importlib.resources import files  # costs 3 ms, and most commands on a ledger need no table

    text = files("alliance_cli").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def rows(name: str, mark: str = "\t") -> list[list[str]]:
    """The lines of a table as their cells, which a tab or another mark parts."""
    return [line.split(mark) for line in lines(name)]
