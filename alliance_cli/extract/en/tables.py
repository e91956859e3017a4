"""The tables of words and cues in `data/en`: read line by line, and refused where they contradict themselves."""

from collections.abc import Iterator
from importlib.resources import files


class TableError(Exception):
    """A table of the package says something twice, or something that nothing reads: a fault of the package itself."""


def read(path: str, columns: int = 1) -> Iterator[list[str]]:
    """The rows of a table below `data/en`, each with as many cells as `columns` (0: any number).

    Lines that begin with "#" are comments. Raises TableError for an empty line and for a row with other cells.
    """
    text = files("alliance_cli").joinpath("data", "en", *path.split("/")).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if not line.strip() or (columns and len(cells) != columns):
            raise TableError(f"{path}:{number}: {len(cells)} cells where {columns} belong")
        yield cells


def unique(path: str, items: list[str], of: str) -> list[str]:
    """The items as they are; raises TableError where one stands twice."""
    # counted only where something stands twice: tables are read at every start
    twice = sorted({item for item in items if items.count(item) > 1}) if len(set(items)) < len(items) else []
    if twice:
        raise TableError(f"{path}: {of}: {', '.join(twice)} stands twice")
    return items


def classes(path: str) -> dict[str, frozenset[str]]:
    """A table of classes of words: the class, then its words, folded but for the month of May.

    Raises TableError for a class without words, a class given twice and a word given twice in one class.
    """
    found: dict[str, frozenset[str]] = {}
    for name, words in read(path, 2):
        listed = unique(path, words.split(), name)
        if name in found or not listed:
            raise TableError(f"{path}: the class {name} {'stands twice' if name in found else 'has no words'}")
        # "may" the verb and "May" the month are two words of a sentence, see `lexicon.MONTH`
        found[name] = frozenset(word if word == "May" else word.lower() for word in listed)
    return found


def word_list(path: str) -> frozenset[str]:
    """A list of words or names, split by blanks or, in a line that has one, by "|"; folded. None may stand twice."""
    found: list[str] = []
    for (line,) in read(path):
        found += [part.strip().lower() for part in (line.split("|") if "|" in line else line.split())]
    return frozenset(unique(path, found, "a word"))


def forms_of(cell: str) -> list[tuple[str, ...]]:
    """The forms of a cue, each as its words: a blank inside a form is written "_"."""
    return [tuple(form.lower().replace("_", " ").split()) for form in cell.split()]
