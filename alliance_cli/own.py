"""Tables of the user's own beside those of the package: outlets, names of companies, markets.

They are set once, before anything is read, by whoever starts the program; whoever builds a table asks for them.
"""

import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

Lists = Mapping[str, Sequence[str]]


class Own(NamedTuple):
    """Each a name and what goes with it: other names of an outlet, of a company; the places of a market; the readers
    that count, by language (`COUNTS` for all)."""

    outlets: Lists = MappingProxyType({})
    aliases: Lists = MappingProxyType({})
    regions: Lists = MappingProxyType({})
    readers: Lists = MappingProxyType({})


_tables = Own()


def use(own: Own) -> None:
    """Let these be the user's own tables from now on."""
    global _tables  # noqa: PLW0603 - what is read from files of the package is one for the whole process, too
    _tables = own


def tables() -> Own:
    """The user's own tables."""
    return _tables


def plain() -> Own:
    """The user's own tables as plain values, which another process can be sent."""
    return Own(*({name: list(others) for name, others in table.items()} for table in _tables))


def fingerprint() -> str:
    """What the own names of companies are, in short; empty for none."""
    if not _tables.aliases:
        return ""
    import hashlib

    return hashlib.sha256(repr(sorted((n, list(o)) for n, o in _tables.aliases.items())).encode()).hexdigest()[:16]


COUNTS = "counts"
"""The key under which stand the readers that count whatever the language."""


def readers_that_count() -> str:
    """Whose reading of a text counts, as the ledger keeps it: a JSON list of [language or "", reader], the first that
    fits first; empty where nothing says so.
    """
    held = sorted(_tables.readers.items(), key=lambda item: item[0] == COUNTS)
    found = [["" if key == COUNTS else key, as_id(name)] for key, several in held for name in several]
    return json.dumps(found) if found else ""


def as_id(name: str) -> str:
    """A reader as it is stored: that of a model is called after it."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") if ":" in name else name


def places(region: str) -> list[str]:
    """What a market of one's own stands for, markets of one's own within it too; any other stands for itself."""
    own = {name.casefold(): list(several) for name, several in _tables.regions.items()}
    found, waiting, seen = [], [region], set[str]()
    while waiting:
        name = waiting.pop(0)
        folded = name.casefold().strip()
        if folded not in own:
            found.append(name)
        elif folded not in seen:
            seen.add(folded)
            waiting += own[folded]
    return found
