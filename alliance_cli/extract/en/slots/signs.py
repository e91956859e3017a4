"""The words of a sentence with a sign in place of names, in which patterns tell one party from another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol, TypeVar

from alliance_cli.extract.document import NameGroup, SentenceView
from alliance_cli.extract.needles import needles
from alliance_cli.extract.spans import Entity

_FIRST: Final = 0xE000
_OTHER: Final = "\uf8ff"
_OWNS: Final = frozenset({"'s", "’s", "'", "’"})
_LONGEST: Final = 300
"""So many words of a sentence are looked at: what is longer is a list."""
ANY: Final = "[\ue000-\uf8fe]"
"""The sign of a group of parties."""
GAP: Final = r"(?:(?! [.;:] )[^\ue000-\uf8fe]){0,90}?"
"""Words of a clause without a party."""


def signed(view: SentenceView, parties: frozenset[Entity]) -> tuple[str, list[NameGroup]]:
    """The words of a sentence, with a sign in place of names: one for each group of parties, another for all others."""
    words: list[str] = []
    groups: dict[frozenset[Entity], NameGroup] = {}
    written = view.words[:_LONGEST]
    done = 0
    for first, group in view.group_from.items():
        if not done <= first < len(written):
            continue
        words += written[done:first]
        named = frozenset(group.members) & parties
        groups.setdefault(named, group)
        words.append(chr(_FIRST + list(groups).index(named)) if named else _OTHER)
        done = max(group.last, first + 1)
        if group.possessive:
            words.append("'s")
            done += view.words[done : done + 1] != [] and view.words[done] in _OWNS
    words += written[done:]
    return " ".join(words), list(groups.values())


def members(groups: Sequence[NameGroup], sign: str | None) -> frozenset[Entity]:
    """Those whom a sign stands for; nobody for none."""
    return frozenset(groups[ord(sign) - _FIRST].members) if sign else frozenset()


def without_asides(text: str) -> str:
    """The same without what is said of a name beside it: "Fila, a unit of Fila Korea, "."""
    return _ASIDE.sub(r"\1", text)


_ASIDE: Final = re.compile(r"([\ue000-\uf8ff])(?: 's)? , (?:an?|the|which|who|[\w-]+ 's) [^,;]{1,120} ,")


class Wording:
    """A pattern of words and signs, and the strings of which one stands wherever it finds anything."""

    def __init__(self, words: str) -> None:
        self.words = re.compile(words)
        self.needles = frozenset(needles(words))

    def find(self, text: str, plain: str) -> Iterator[re.Match[str]]:
        """What it finds in a sentence, else what it finds where asides are left out."""
        found = list(self.words.finditer(text))
        return iter(found) if found or plain == text else self.words.finditer(plain)


class Worded(Protocol):
    """What goes by a wording."""

    @property
    def words(self) -> Wording:
        """The wording."""


_Row = TypeVar("_Row", bound=Worded)


def sought_by(rows: Iterable[Worded]) -> frozenset[str]:
    """The strings that some wordings must hold, each once."""
    return frozenset().union(*(row.words.needles for row in rows))


def able(rows: Iterable[_Row], sought: frozenset[str], text: str) -> Iterator[_Row]:
    """Those that may find something in a text, in their order: what is `sought` by all is looked for but once."""
    there = [one for one in sought if one in text]
    return (row for row in rows if not (row.words.needles and row.words.needles.isdisjoint(there)))
