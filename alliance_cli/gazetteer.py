"""The companies the program knows, and the look-up from a written name to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from alliance_cli import names, own
from alliance_cli.models import Alias, Company, Parent


class Match(NamedTuple):
    """A company that goes by a name: `common_word` if the name is also an ordinary word, so that it needs context.

    `since` and `until` bound the days on which the name was in use.
    """

    company: str
    common_word: bool = False
    since: date | None = None
    until: date | None = None


class Gazetteer(Protocol):
    """Anything that knows which companies go by a name: the same ones, however often it is asked."""

    def find(self, key: str) -> Sequence[Match]:
        """The companies whose name or alias has this key (`names.key` or `names.fold` of a name); may be empty."""

    def may_begin(self, word: str) -> bool:
        """False if no key begins with this word."""

    def company(self, company_id: str) -> Company | None:
        """The company with this id, or None."""


class PackagedGazetteer:
    """The companies shipped in the package, held in memory."""

    def __init__(self, companies: Sequence[Company]) -> None:
        self._companies = {company.id: company for company in companies}
        self._index: dict[str, tuple[Match, ...]] = {}
        for company in companies:
            for key, match in keys_of(company):
                held = self._index.get(key)
                if held is None:
                    self._index[key] = (match,)
                elif all(other.company != match.company for other in held):
                    # by id, as a ledger has them: the first of several is taken until something tells them apart
                    self._index[key] = tuple(sorted((*held, match), key=lambda one: one.company))
        self._first_words = {key.partition(" ")[0] for key in self._index}

    def find(self, key: str) -> Sequence[Match]:
        """The companies whose name or alias has this key."""
        return self._index.get(key, ())

    def may_begin(self, word: str) -> bool:
        """False if no key begins with this word."""
        return word in self._first_words

    def company(self, company_id: str) -> Company | None:
        """The company with this id, or None."""
        return self._companies.get(company_id)

    def __iter__(self) -> Iterator[Company]:
        return iter(self._companies.values())

    def __len__(self) -> int:
        return len(self._companies)


def keys_of(company: Company) -> Iterator[tuple[str, Match]]:
    """Each key a company answers to, with what is known of that name."""
    written = [Alias(company.name, common_word=company.common_word), *company.aliases]
    # A word listed as ordinary stays so where it is also what a legal form leaves: "Next" of "Next plc".
    if len(written) > 1:
        written.sort(key=lambda alias: not alias.common_word)
    for alias in written:
        match = Match(company.id, alias.common_word, alias.since, alias.until)
        folded, key = names.fold(alias.name), names.key(alias.name)
        if folded:
            yield folded, match
        if key and key != folded:
            yield key, match


@cache
def packaged() -> PackagedGazetteer:
    """The gazetteer of the package, read once."""
    folder = files("alliance_cli").joinpath("data/companies")
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)
    companies = [
        parse_line(line, table.name.removesuffix(".tsv"))
        for table in tables
        for line in table.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return PackagedGazetteer(list(_with_own_names(companies)))


@cache
def by_ticker() -> Mapping[str, str]:
    """The companies of the package by their tickers ("7201.T", "HMC")."""
    return {ticker: company.id for company in packaged() for ticker in company.tickers}


def _with_own_names(companies: Sequence[Company]) -> Iterator[Company]:
    """The companies with the names that the user knows them by; those nobody listed are new ones."""
    listed = {names.fold(company): list(others) for company, others in own.tables().aliases.items()}
    for company in companies if listed else ():
        called = {company.id, names.fold(company.name), *(names.fold(alias.name) for alias in company.aliases)}
        more = tuple(Alias(name) for key in called & set(listed) for name in listed[key])
        yield replace(company, aliases=(*company.aliases, *more))
    known = {key for company in companies for key, _ in keys_of(company)} if listed else set()
    for name, others in own.tables().aliases.items():
        if names.fold(name) not in known:
            yield Company(names.company_id(name), name, aliases=tuple(map(Alias, others)))
    if not listed:
        yield from companies


def parse_line(line: str, sector: str) -> Company:
    """One line of a gazetteer table: id, name, country, tickers, aliases, parents, split by tabs.

    Lists are split by `|`. A name or alias that begins with `~` is also an ordinary word. `Name@FROM..TO` bounds an
    alias or a parent in time (ISO dates, either may be empty).
    """
    company_id, name, country, tickers, aliases, parents = (line.split("\t") + [""] * 6)[:6]
    return Company(
        id=company_id,
        name=name.removeprefix("~"),
        common_word=name.startswith("~"),
        country=country,
        tickers=tuple(tickers.split("|")) if tickers else (),
        aliases=tuple(_alias(text) for text in aliases.split("|")) if aliases else (),
        parents=tuple(Parent(*_span(text)) for text in parents.split("|")) if parents else (),
        sector=sector,
    )


def _alias(text: str) -> Alias:
    name, since, until = _span(text.removeprefix("~"))
    return Alias(name, since, until, common_word=text.startswith("~"))


def _span(text: str) -> tuple[str, date | None, date | None]:
    name, bounded, span = text.partition("@")
    if not bounded:
        return name, None, None
    since, _, until = span.partition("..")
    return name, date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None
