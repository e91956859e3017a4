"""Outlets that a user types, by their short names: the FT is the Financial Times."""

from functools import cache

from alliance_cli import names, package_data

_TABLES = ("en/words/outlets.tsv", "ja/outlets.tsv", "outlets.tsv")


def outlet(text: str) -> str:
    """The usual name of an outlet; what no table lists stays as it is, trimmed."""
    name = " ".join(text.split())
    folded = names.fold(name)
    return _listed().get(folded) or _listed().get(folded.removeprefix("the "), name)


@cache
def _listed() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in _TABLES:
        for line in package_data.lines(table):
            name, _, rest = line.partition("\t")
            for form in (name, *rest.partition("\t")[0].split("|")):
                found.setdefault(names.fold(form.removeprefix("~")), name)
    found.pop("", None)
    return found
