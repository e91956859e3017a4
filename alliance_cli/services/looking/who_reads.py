"""Who reads reports, and whose reading of a text counts that several have read: as it is set, no ledger asked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alliance_cli import own, readers
from alliance_cli.asking.reader import PREFIX as LLM
from alliance_cli.reader import Reader

ALL = "all texts"


class Order(NamedTuple):
    """Whose reading counts of the texts in a language ("" for all others): the first of these that has read one."""

    language: str
    readers: tuple[str, ...]

    @property
    def texts(self) -> str:
        """Which texts, in words."""
        return f"texts in {self.language}" if self.language else ALL

    def place(self, reader: str) -> int | None:
        """Which place from 1 a reader (its name, as it is stored) has; None for one that is not named."""
        return next((place for place, name in enumerate(self.readers, 1) if stands_for(name, reader)), None)


class Row(NamedTuple):
    """A reader: its id, what it reads in which languages, where it is from, its place for each sort of texts."""

    reader: str
    languages: str
    reads: str
    source: str
    counts: str

    def record(self) -> dict[str, object]:
        """The same as data."""
        return self._asdict()


def stands_for(name: str, reader: str) -> bool:
    """True where a name in the setting means this reader: its name, or the beginning of it."""
    stored = own.as_id(name)
    return reader == stored or reader.startswith(f"{stored}-")


def orders() -> list[Order]:
    """What is set, for all texts last; nothing where nothing is."""
    held = own.tables().readers
    general = tuple(held.get(own.COUNTS, ()))
    languages = [
        Order(code, tuple(dict.fromkeys((*held[code], *general)))) for code in sorted(held) if code != own.COUNTS
    ]
    return [*languages, *([Order("", general)] if general else [])]


def rows() -> list[Row]:
    """The readers that are installed, then those that the setting names beside them."""
    found = list(_installed())
    return [*found, *_named([row.reader.partition("/")[0] for row in found])]


def _installed() -> Iterator[Row]:
    for found in readers.installed():
        if found.reader is not None:
            yield _row(found.reader, "reports", found.source)
    yield _row(readers.FILINGS, "filings", "alliance")
    yield _row(readers.ANNOUNCEMENTS, "announcements", "alliance")


def _row(reader: Reader, reads: str, source: str) -> Row:
    languages = sorted(reader.languages)
    return Row(str(reader.id), ", ".join(languages), reads, source, _places(reader.id.name, languages))


def _named(known: Sequence[str]) -> Iterator[Row]:
    """Those that are set but not among the known: models, and what is not there."""
    for name in dict.fromkeys(name for order in orders() for name in order.readers):
        if not any(stands_for(name, reader) for reader in known):
            model = own.as_id(name).split("-")[0] == LLM.rstrip(":")
            reads, source = ("what it is given", "a language model") if model else ("nothing", "not installed")
            yield Row(name, "", reads, source, _places(own.as_id(name), ()))


def _places(reader: str, languages: Sequence[str]) -> str:
    """Which places a reader has, for the languages that it reads; for all, where none are told."""
    told = [
        (order, order.place(reader)) for order in orders() if order.language in (*(languages or [order.language]), "")
    ]
    return ", ".join(f"{place} ({order.texts})" if order.language else str(place) for order, place in told if place)
