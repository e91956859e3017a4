"""Outlets by all that they are called: the FT is the Financial Times, whoever writes it."""

from functools import cache

from alliance_cli import names, own, package_data

_TABLES = ("en/words/outlets.tsv", "outlets.tsv", "ja/outlets.tsv")


def outlet(text: str) -> str:
    """The usual name of an outlet; what no table lists stays as it is, trimmed."""
    name = " ".join(text.split())
    folded = names.fold(name)
    listed = _listed(tuple((outlet, tuple(others)) for outlet, others in own.tables().outlets.items()))
    return listed.get(folded) or listed.get(folded.removeprefix("the "), name)


def key(text: str) -> str:
    """The spelling under which all names of an outlet are one."""
    return names.key(outlet(text))


@cache
def _listed(mine: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """Folded name -> usual name; those of the user's own go first."""
    found = {names.fold(form): name for name, others in mine for form in (name, *others)}
    for table in _TABLES:
        for line in package_data.lines(table):
            name, _, rest = line.partition("\t")
            for form in (name, *rest.partition("\t")[0].split("|")):
                found.setdefault(names.fold(form.removeprefix("~")), name)
    found.pop("", None)
    return found
